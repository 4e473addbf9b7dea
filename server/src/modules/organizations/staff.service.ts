import { findVisible, type Tx } from "../core/index.ts";
import type { Employee } from "./employee.entity.ts";
import { createMember, departmentIn, updateMember, type MemberKind } from "./member.service.ts";
import type { Physician } from "./physician.entity.ts";

/** Physicians and employees: people who work in a department of one hospital. */
type Staff = Physician | Employee;

type StaffFields<Person extends Staff> = Partial<Omit<Person, "department" | "hospital" | "id" | "version">> & {
  readonly departmentId?: string | null;
};

export async function createStaff<Person extends Staff>(
  tx: Tx,
  kind: MemberKind<Person>,
  hospitalId: string,
  { departmentId, ...fields }: StaffFields<Person>,
): Promise<Person> {
  const department = await departmentIn(tx, hospitalId, departmentId, "departmentId");
  return createMember(tx, kind, hospitalId, { ...fields, department } as unknown as Partial<Person>);
}

export async function updateStaff<Person extends Staff>(
  tx: Tx,
  kind: MemberKind<Person>,
  id: string,
  version: number,
  { departmentId, ...fields }: StaffFields<Person>,
): Promise<Person> {
  const { hospital } = await findVisible(tx.em, kind.entity, id);
  const department = await departmentIn(tx, hospital.id, departmentId, "departmentId");
  return updateMember(tx, kind, id, version, { ...fields, department } as unknown as Partial<Person>);
}
