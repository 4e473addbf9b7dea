import { ref } from "@mikro-orm/core";
import { failure, findVisible, sql, type Tx } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Employee } from "./employee.entity.ts";
import { departmentKind } from "./member.kinds.ts";
import { createMember, departmentIn, updateMember, type ManagerRef } from "./member.service.ts";
import { subtree, type TreeNode } from "./organization.rules.ts";

export interface DepartmentFields {
  code?: string;
  nameAr?: string;
  nameEn?: string;
  isActive?: boolean;
  parentId?: string | null;
  managerId?: string | null;
}

export async function createDepartment(
  tx: Tx,
  hospitalId: string,
  { parentId, managerId, ...fields }: DepartmentFields,
) {
  const parent = await departmentIn(tx, hospitalId, parentId, "parentId");
  const manager = await managerIn(tx, hospitalId, managerId);
  return createMember(tx, departmentKind, hospitalId, { ...fields, parent, manager });
}

export async function updateDepartment(
  tx: Tx,
  id: string,
  version: number,
  { parentId, managerId, ...fields }: DepartmentFields,
) {
  const department = await findVisible(tx.em, Department, id);
  const hospitalId = department.hospital.id;
  const parent = await departmentIn(tx, hospitalId, parentId, "parentId");
  if (parentId != null) await assertNoCycle(tx, department, parentId);
  const manager = await managerIn(tx, hospitalId, managerId);
  return updateMember(tx, departmentKind, id, version, { ...fields, parent, manager });
}

/** OR-10: a department can't lie below itself. Moves in one hospital are taken one after another, so that two together can't make a cycle. */
async function assertNoCycle(tx: Tx, department: Department, parentId: string): Promise<void> {
  const hospitalId = department.hospital.id;
  await sql(tx.em, "select 1 from hospital where id = $1 for update", [hospitalId]);
  const nodes = await sql<{ id: string; parentId: string | null }>(
    tx.em,
    `select id, parent_id as "parentId" from department where hospital_id = $1`,
    [hospitalId],
  );
  if (!subtree(nodes satisfies TreeNode[], department.id).includes(parentId)) return;
  throw failure("CYCLE", "A department cannot lie below itself.", "لا يمكن أن يتبع القسم نفسه أو أحد فروعه.", [
    "parentId",
  ]);
}

async function managerIn(tx: Tx, hospitalId: string, id: string | null | undefined): Promise<ManagerRef> {
  if (id == null) return id;
  const employee = await tx.em.findOne(Employee, { id, hospital: hospitalId });
  if (employee) return ref(employee);
  throw failure(
    "UNKNOWN_EMPLOYEE",
    "There is no such employee in this hospital.",
    "لا يوجد موظف بهذا المعرّف في هذا المستشفى.",
    ["managerId"],
  );
}
