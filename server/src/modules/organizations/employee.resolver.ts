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
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { employeeList } from "./member.lists.ts";
import { employeeKind } from "./member.kinds.ts";
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

enum EmployeeOrderField {
  EMPLOYEE_NUMBER = "employeeNumber",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
}
const EmployeeOrder = orderOf("Employee", EmployeeOrderField, "employees");
const EmployeeConnection = connectionOf("Employee", () => Employee);

@InputType({ description: "A new employee." })
class CreateEmployeeInput extends NamesInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "Personnel number, unique in the hospital." })
  employeeNumber!: string;

  @Field(() => ID, { nullable: true, description: "The department." })
  departmentId?: string;

  @Field(() => String, { nullable: true, description: "E-mail at work." })
  email?: string;

  @Field(() => String, { nullable: true, description: "Position in Arabic." })
  jobTitleAr?: string;

  @Field(() => String, { nullable: true, description: "Position in English." })
  jobTitleEn?: string;
}

@InputType({ description: "Changes of an employee; what is left out stays." })
class UpdateEmployeeInput extends StaffChangesInput {
  @Field(() => String, { nullable: true, description: "Personnel number." })
  employeeNumber?: string;

  @Field(() => String, { nullable: true, description: "E-mail at work." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Position in Arabic." })
  jobTitleAr?: string | null;

  @Field(() => String, { nullable: true, description: "Position in English." })
  jobTitleEn?: string | null;
}

@ObjectType({ description: "The employee after the change." })
class EmployeePayload extends Payload {
  @Field(() => Employee, { nullable: true, description: "The employee." })
  employee?: Employee;
}

@Resolver(() => Employee)
export class EmployeeResolver {
  @Allow("employee.read")
  @Query(() => EmployeeConnection, { description: "Employees." })
  employees(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => OrganizationFilter, { nullable: true }) filter?: OrganizationFilter,
    @Arg("orderBy", () => [EmployeeOrder], { nullable: true }) orderBy?: InstanceType<typeof EmployeeOrder>[],
  ) {
    return employeeList.page(context, page, filter, orderBy);
  }

  @Allow("employee.read")
  @Query(() => Employee, { nullable: true, description: "One employee." })
  employee(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("employee.read").findOne(Employee, { id });
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Root() employee: Employee) {
    return employee.hospital.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department." })
  department(@Root() employee: Employee) {
    return employee.department?.load();
  }

  @FieldResolver(() => OrganizationAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() employee: Employee) {
    return organizationAbilities(context, "employee.manage", employee.hospital.id);
  }

  @Allow("employee.manage")
  @Mutation(() => EmployeePayload, { description: "Adds an employee." })
  createEmployee(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateEmployeeInput) { hospitalId, ...fields }: CreateEmployeeInput,
  ) {
    return mutate(context, "employee.manage", async (tx) => ({
      employee: await createStaff(tx, employeeKind, hospitalId, fields),
    }));
  }

  @Allow("employee.manage")
  @Mutation(() => EmployeePayload, { description: "Changes an employee." })
  updateEmployee(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateEmployeeInput) { id, version, ...fields }: UpdateEmployeeInput,
  ) {
    return mutate(context, "employee.manage", async (tx) => ({
      employee: await updateStaff(tx, employeeKind, id, version, fields),
    }));
  }

  @Allow("employee.manage")
  @Mutation(() => DeletePayload, { description: "Removes an employee on whom nothing hangs yet." })
  deleteEmployee(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "employee.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Employee, id),
    }));
  }
}
