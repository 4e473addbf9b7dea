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
import { createDepartment, updateDepartment } from "./department.service.ts";
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { DeleteInput, DeletePayload, EditInput, NamesInput, OrganizationFilter } from "./organization.inputs.ts";
import { departmentList } from "./member.lists.ts";
import { organizationAbilities, OrganizationAbilities } from "./organization.abilities.ts";
import { deleteOrganization } from "./organization.service.ts";

/** Far above what a hospital has; a tree is only of use as a whole. */
const treeSize = 2_000;

enum DepartmentOrderField {
  CODE = "code",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
}
const DepartmentOrder = orderOf("Department", DepartmentOrderField, "departments");
const DepartmentConnection = connectionOf("Department", () => Department);

@InputType({ description: "A new department." })
class CreateDepartmentInput extends NamesInput {
  @Field(() => ID, { description: "Its hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "Code, unique in the hospital." })
  code!: string;

  @Field(() => ID, { nullable: true, description: "The department above it." })
  parentId?: string;

  @Field(() => ID, { nullable: true, description: "The employee who manages it." })
  managerId?: string;
}

@InputType({ description: "Changes of a department; what is left out stays." })
class UpdateDepartmentInput extends EditInput {
  @Field(() => String, { nullable: true, description: "Code." })
  code?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => Boolean, { nullable: true, description: "Takes part in what is new." })
  isActive?: boolean;

  @Field(() => ID, { nullable: true, description: "The department above it; null moves it to the top." })
  parentId?: string | null;

  @Field(() => ID, { nullable: true, description: "The employee who manages it; null for nobody." })
  managerId?: string | null;
}

@ObjectType({ description: "The department after the change." })
class DepartmentPayload extends Payload {
  @Field(() => Department, { nullable: true, description: "The department." })
  department?: Department;
}

@Resolver(() => Department)
export class DepartmentResolver {
  @Allow("department.read")
  @Query(() => DepartmentConnection, { description: "Departments." })
  departments(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => OrganizationFilter, { nullable: true }) filter?: OrganizationFilter,
    @Arg("orderBy", () => [DepartmentOrder], { nullable: true }) orderBy?: InstanceType<typeof DepartmentOrder>[],
  ) {
    return departmentList.page(context, page, filter, orderBy);
  }

  @Allow("department.read")
  @Query(() => Department, { nullable: true, description: "One department." })
  department(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("department.read").findOne(Department, { id });
  }

  @Allow("department.read")
  @Query(() => [Department], {
    description: `All departments of a hospital, for its tree: at most ${treeSize}, by code.`,
  })
  departmentTree(
    @Ctx() context: RequestContext,
    @Arg("hospitalId", () => ID, { description: "The hospital." }) hospitalId: string,
  ) {
    return context
      .reader("department.read")
      .find(Department, { hospital: hospitalId }, { orderBy: { code: "asc", id: "asc" }, limit: treeSize });
  }

  @FieldResolver(() => ID, { nullable: true, description: "The department above it." })
  parentId(@Root() department: Department) {
    return department.parent?.id;
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Its hospital." })
  hospital(@Root() department: Department) {
    return department.hospital.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department above it." })
  parent(@Root() department: Department) {
    return department.parent?.load();
  }

  @FieldResolver(() => Employee, { nullable: true, description: "Who manages it." })
  manager(@Root() department: Department) {
    return department.manager?.load();
  }

  @FieldResolver(() => OrganizationAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() department: Department) {
    return organizationAbilities(context, "department.manage", department.hospital.id);
  }

  @Allow("department.manage")
  @Mutation(() => DepartmentPayload, { description: "Adds a department." })
  createDepartment(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDepartmentInput) { hospitalId, ...fields }: CreateDepartmentInput,
  ) {
    return mutate(context, "department.manage", async (tx) => ({
      department: await createDepartment(tx, hospitalId, fields),
    }));
  }

  @Allow("department.manage")
  @Mutation(() => DepartmentPayload, { description: "Changes or moves a department." })
  updateDepartment(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateDepartmentInput) { id, version, ...fields }: UpdateDepartmentInput,
  ) {
    return mutate(context, "department.manage", async (tx) => ({
      department: await updateDepartment(tx, id, version, fields),
    }));
  }

  @Allow("department.manage")
  @Mutation(() => DeletePayload, { description: "Removes a department on which nothing hangs yet." })
  deleteDepartment(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "department.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Department, id),
    }));
  }
}
