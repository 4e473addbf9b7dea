import { Department } from "./department.entity.ts";
import { Employee } from "./employee.entity.ts";
import type { MemberKind } from "./member.service.ts";
import { Physician } from "./physician.entity.ts";

export const departmentKind: MemberKind<Department> = { entity: Department, name: "Department", number: "code" };
export const physicianKind: MemberKind<Physician> = { entity: Physician, name: "Physician", number: "licenseNumber" };
export const employeeKind: MemberKind<Employee> = { entity: Employee, name: "Employee", number: "employeeNumber" };
