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
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { memberFilter } from "./member.filter.ts";
import { createMember, departmentIn, updateMember, type MemberKind } from "./member.service.ts";
import { DeleteInput, DeletePayload, EditInput, NamesInput, OrganizationFilter } from "./organization.inputs.ts";
import { deleteOrganization } from "./organization.service.ts";

const kind: MemberKind<Employee> = { entity: Employee, name: "Employee", number: "employeeNumber" };

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
class UpdateEmployeeInput extends EditInput {
  @Field(() => String, { nullable: true, description: "Personnel number." })
  employeeNumber?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => ID, { nullable: true, description: "The department; null for none." })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail at work." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Position in Arabic." })
  jobTitleAr?: string | null;

  @Field(() => String, { nullable: true, description: "Position in English." })
  jobTitleEn?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Takes part in what is new." })
  isActive?: boolean;
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
    const where = memberFilter(filter, "employeeNumber", "department");
    return findPage(
      context.reader("employee.read"),
      Employee,
      where,
      orderBy ?? [{ field: "nameEn", direction: "ASC" }],
      page,
    );
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

  @Allow("employee.manage")
  @Mutation(() => EmployeePayload, { description: "Adds an employee." })
  createEmployee(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateEmployeeInput) { hospitalId, departmentId, ...fields }: CreateEmployeeInput,
  ) {
    return mutate(context, "employee.manage", async (tx) => {
      const department = await departmentIn(tx, hospitalId, departmentId, "departmentId");
      return { employee: await createMember(tx, kind, hospitalId, { ...fields, department }) };
    });
  }

  @Allow("employee.manage")
  @Mutation(() => EmployeePayload, { description: "Changes an employee." })
  updateEmployee(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateEmployeeInput) { id, version, departmentId, ...fields }: UpdateEmployeeInput,
  ) {
    return mutate(context, "employee.manage", async (tx) => {
      const { hospital } = await findVisible(tx.em, Employee, id);
      const department = await departmentIn(tx, hospital.id, departmentId, "departmentId");
      return { employee: await updateMember(tx, kind, id, version, { ...fields, department }) };
    });
  }

  @Allow("employee.manage")
  @Mutation(() => DeletePayload, { description: "Removes an employee on whom nothing hangs yet." })
  deleteEmployee(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "employee.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Employee, id),
    }));
  }
}
