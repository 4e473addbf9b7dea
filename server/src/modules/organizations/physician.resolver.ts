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
import { Allow, connectionOf, mutate, orderOf, PageArgs, Payload, type RequestContext } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { physicianList } from "./member.lists.ts";
import { physicianKind } from "./member.kinds.ts";
import {
  DeleteInput,
  DeletePayload,
  NamesInput,
  OrganizationFilter,
  StaffChangesInput,
} from "./organization.inputs.ts";
import { organizationAbilities, OrganizationAbilities } from "./organization.abilities.ts";
import { deleteOrganization } from "./organization.service.ts";
import { createStaff, updateStaff } from "./staff.service.ts";
import { Physician } from "./physician.entity.ts";

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
class UpdatePhysicianInput extends StaffChangesInput {
  @Field(() => String, { nullable: true, description: "Licence number." })
  licenseNumber?: string;

  @Field(() => String, { nullable: true, description: "Specialty in Arabic." })
  specialtyAr?: string | null;

  @Field(() => String, { nullable: true, description: "Specialty in English." })
  specialtyEn?: string | null;
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
    return physicianList.page(context, page, filter, orderBy);
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

  @FieldResolver(() => OrganizationAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() physician: Physician) {
    return organizationAbilities(context, "physician.manage", physician.hospital.id);
  }

  @Allow("physician.manage")
  @Mutation(() => PhysicianPayload, { description: "Adds a physician." })
  createPhysician(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreatePhysicianInput) { hospitalId, ...fields }: CreatePhysicianInput,
  ) {
    return mutate(context, "physician.manage", async (tx) => ({
      physician: await createStaff(tx, physicianKind, hospitalId, fields),
    }));
  }

  @Allow("physician.manage")
  @Mutation(() => PhysicianPayload, { description: "Changes a physician." })
  updatePhysician(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdatePhysicianInput) { id, version, ...fields }: UpdatePhysicianInput,
  ) {
    return mutate(context, "physician.manage", async (tx) => ({
      physician: await updateStaff(tx, physicianKind, id, version, fields),
    }));
  }

  @Allow("physician.manage")
  @Mutation(() => DeletePayload, { description: "Removes a physician on whom nothing hangs yet." })
  deletePhysician(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "physician.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Physician, id),
    }));
  }
}
