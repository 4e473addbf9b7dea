import {
  byId,
  findPage,
  loader,
  nameCell,
  yesNo,
  type ListColumn,
  type ListDefinition,
  type Permission,
} from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { memberFilter } from "./member.filter.ts";
import { departmentKind, employeeKind, physicianKind } from "./member.kinds.ts";
import type { Member, MemberKind } from "./member.service.ts";
import type { OrganizationFilter } from "./organization.inputs.ts";
import { Physician } from "./physician.entity.ts";

const hospitals = loader<Hospital | null>(
  async (context, ids) => byId(await context.reader("hospital.read").find(Hospital, { id: { $in: [...ids] } })),
  null,
);
const departments = loader<Department | null>(
  async (context, ids) => byId(await context.reader("department.read").find(Department, { id: { $in: [...ids] } })),
  null,
);
const employees = loader<Employee | null>(
  async (context, ids) => byId(await context.reader("employee.read").find(Employee, { id: { $in: [...ids] } })),
  null,
);

export const hospitalColumn = <Row extends { hospital: { id: string } }>(): ListColumn<Row> => ({
  key: "hospital",
  header: { en: "Hospital", ar: "المستشفى" },
  value: async ({ hospital }, context) => nameCell(await hospitals(context, hospital.id), context),
});

/** What departments, physicians and employees have in common: see `Member`. */
function memberList<Row extends Member & { isActive: boolean }>(
  kind: MemberKind<Row>,
  words: {
    readonly name: string;
    readonly title: { readonly en: string; readonly ar: string };
    readonly permission: Permission;
    readonly number: ListColumn<Row>;
    readonly numberColumn: string;
    readonly initial: string;
    readonly department: "id" | "department";
    readonly more: readonly ListColumn<Row>[];
  },
): ListDefinition<Row, OrganizationFilter> {
  return {
    name: words.name,
    title: words.title,
    permission: words.permission,
    filterType: "OrganizationFilter",
    orderType: `${kind.name}Order`,
    page: (context, page, filter, order) =>
      findPage(
        context.reader(words.permission),
        kind.entity,
        memberFilter(filter ?? undefined, words.numberColumn, words.department) as never,
        order?.length ? order : [{ field: words.initial, direction: "ASC" }],
        page,
      ),
    columns: [
      words.number,
      { key: "nameAr", header: { en: "Name in Arabic", ar: "الاسم بالعربية" }, value: ({ nameAr }) => nameAr },
      { key: "nameEn", header: { en: "Name in English", ar: "الاسم بالإنجليزية" }, value: ({ nameEn }) => nameEn },
      ...words.more,
      hospitalColumn<Row>(),
      { key: "active", header: { en: "Active", ar: "نشط" }, value: ({ isActive }) => yesNo(isActive) },
    ],
  };
}

const departmentColumn = <Row extends Physician | Employee>(): ListColumn<Row> => ({
  key: "department",
  header: { en: "Department", ar: "القسم" },
  value: async ({ department }, context) =>
    department ? nameCell(await departments(context, department.id), context) : null,
});

export const departmentList = memberList<Department>(departmentKind, {
  name: "departments",
  title: { en: "Departments", ar: "الأقسام" },
  permission: "department.read",
  number: { key: "code", header: { en: "Code", ar: "الرمز" }, value: ({ code }) => code },
  numberColumn: "code",
  initial: "code",
  department: "id",
  more: [
    {
      key: "parent",
      header: { en: "Part of", ar: "يتبع" },
      value: async ({ parent }, context) => (parent ? nameCell(await departments(context, parent.id), context) : null),
    },
    {
      key: "manager",
      header: { en: "Manager", ar: "المدير" },
      permission: "employee.read",
      value: async ({ manager }, context) => (manager ? nameCell(await employees(context, manager.id), context) : null),
    },
  ],
});

export const physicianList = memberList<Physician>(physicianKind, {
  name: "physicians",
  title: { en: "Physicians", ar: "الأطباء" },
  permission: "physician.read",
  number: {
    key: "number",
    header: { en: "Licence number", ar: "رقم الترخيص" },
    value: ({ licenseNumber }) => licenseNumber,
  },
  numberColumn: "license_number",
  initial: "nameEn",
  department: "department",
  more: [
    departmentColumn<Physician>(),
    {
      key: "specialty",
      header: { en: "Specialty", ar: "التخصص" },
      value: ({ specialtyAr, specialtyEn }, context) => nameCell({ nameAr: specialtyAr, nameEn: specialtyEn }, context),
    },
  ],
});

export const employeeList = memberList<Employee>(employeeKind, {
  name: "employees",
  title: { en: "Employees", ar: "الموظفون" },
  permission: "employee.read",
  number: {
    key: "number",
    header: { en: "Personnel number", ar: "الرقم الوظيفي" },
    value: ({ employeeNumber }) => employeeNumber,
  },
  numberColumn: "employee_number",
  initial: "nameEn",
  department: "department",
  more: [
    departmentColumn<Employee>(),
    {
      key: "jobTitle",
      header: { en: "Position", ar: "المسمى الوظيفي" },
      value: ({ jobTitleAr, jobTitleEn }, context) => nameCell({ nameAr: jobTitleAr, nameEn: jobTitleEn }, context),
    },
    { key: "email", header: { en: "E-mail", ar: "البريد الإلكتروني" }, value: ({ email }) => email },
  ],
});
