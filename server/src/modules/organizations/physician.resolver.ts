import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  Allow,
  connectionOf,
  findPage,
  findVisible,
  mutate,
  orderOf,
  PageArgs,
  Payload,
  type RequestContext,
} from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { memberFilter } from "./member.filter.ts";
import { createMember, departmentIn, updateMember, type MemberKind } from "./member.service.ts";
import { DeleteInput, DeletePayload, EditInput, NamesInput, OrganizationFilter } from "./organization.inputs.ts";
import { deleteOrganization } from "./organization.service.ts";
import { Physician } from "./physician.entity.ts";

const kind: MemberKind<Physician> = { entity: Physician, name: "Physician", number: "licenseNumber" };

enum PhysicianOrderField {
  LICENSE_NUMBER = "licenseNumber",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
}
const PhysicianOrder = orderOf("Physician", PhysicianOrderField, "physicians");
const PhysicianConnection = connectionOf("Physician", () => Physician);

@InputType({ description: "A new physician." })
class CreatePhysicianInput extends NamesInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "Licence number, unique in the hospital." })
  licenseNumber!: string;

  @Field(() => ID, { nullable: true, description: "The department." })
  departmentId?: string;

  @Field(() => String, { nullable: true, description: "Specialty in Arabic." })
  specialtyAr?: string;

  @Field(() => String, { nullable: true, description: "Specialty in English." })
  specialtyEn?: string;
}

@InputType({ description: "Changes of a physician; what is left out stays." })
class UpdatePhysicianInput extends EditInput {
  @Field(() => String, { nullable: true, description: "Licence number." })
  licenseNumber?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => ID, { nullable: true, description: "The department; null for none." })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: "Specialty in Arabic." })
  specialtyAr?: string | null;

  @Field(() => String, { nullable: true, description: "Specialty in English." })
  specialtyEn?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Takes part in what is new." })
  isActive?: boolean;
}

@ObjectType({ description: "The physician after the change." })
class PhysicianPayload extends Payload {
  @Field(() => Physician, { nullable: true, description: "The physician." })
  physician?: Physician;
}

@Resolver(() => Physician)
export class PhysicianResolver {
  @Allow("physician.read")
  @Query(() => PhysicianConnection, { description: "Physicians." })
  physicians(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => OrganizationFilter, { nullable: true }) filter?: OrganizationFilter,
    @Arg("orderBy", () => [PhysicianOrder], { nullable: true }) orderBy?: InstanceType<typeof PhysicianOrder>[],
  ) {
    const where = memberFilter(filter, "licenseNumber", "department");
    return findPage(
      context.reader("physician.read"),
      Physician,
      where,
      orderBy ?? [{ field: "nameEn", direction: "ASC" }],
      page,
    );
  }

  @Allow("physician.read")
  @Query(() => Physician, { nullable: true, description: "One physician." })
  physician(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("physician.read").findOne(Physician, { id });
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Root() physician: Physician) {
    return physician.hospital.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department." })
  department(@Root() physician: Physician) {
    return physician.department?.load();
  }

  @Allow("physician.manage")
  @Mutation(() => PhysicianPayload, { description: "Adds a physician." })
  createPhysician(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreatePhysicianInput) { hospitalId, departmentId, ...fields }: CreatePhysicianInput,
  ) {
    return mutate(context, "physician.manage", async (tx) => {
      const department = await departmentIn(tx, hospitalId, departmentId, "departmentId");
      return { physician: await createMember(tx, kind, hospitalId, { ...fields, department }) };
    });
  }

  @Allow("physician.manage")
  @Mutation(() => PhysicianPayload, { description: "Changes a physician." })
  updatePhysician(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdatePhysicianInput) { id, version, departmentId, ...fields }: UpdatePhysicianInput,
  ) {
    return mutate(context, "physician.manage", async (tx) => {
      const { hospital } = await findVisible(tx.em, Physician, id);
      const department = await departmentIn(tx, hospital.id, departmentId, "departmentId");
      return { physician: await updateMember(tx, kind, id, version, { ...fields, department }) };
    });
  }

  @Allow("physician.manage")
  @Mutation(() => DeletePayload, { description: "Removes a physician on whom nothing hangs yet." })
  deletePhysician(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "physician.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Physician, id),
    }));
  }
}
