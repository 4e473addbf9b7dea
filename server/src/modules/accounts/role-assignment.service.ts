import { ref } from "@mikro-orm/core";
import { covers, failure, findVisible, forbidden, lockKeys, sql, type Tx, type Viewer } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { RoleAssignment, ScopeType } from "./role-assignment.entity.ts";
import { groupOnlyRoles, Role } from "./role-matrix.ts";
import { mayGrant } from "./role.rules.ts";
import { noPassword, User, UserKind } from "./user.entity.ts";
import { tellViewerChanged } from "./viewer.events.ts";

export interface RoleGrant {
  role: Role;
  scopeType: ScopeType;
  hospitalId?: string;
  departmentId?: string;
}

/** Who gives: a person, judged by what they hold; null for the installation itself (the first administrator). */
export type Giver = Viewer | null;

/** AC-9: a role comes with the reach it needs, from somebody who holds all of it there. */
export async function assignRole(tx: Tx, giver: Giver, user: User, given: RoleGrant): Promise<User> {
  const { hospital, department } = await placeOf(tx, given);
  if (user.kind !== UserKind.PERSON) {
    throw failure("NOT_A_PERSON", "A service account has no other role.", "لا يُمنح حساب الخدمة دورًا آخر.", ["role"]);
  }
  if (groupOnlyRoles.includes(given.role) && given.scopeType !== ScopeType.GROUP) {
    throw failure("SCOPE_NOT_ALLOWED", "This role is for the whole group only.", "هذا الدور للمجموعة كاملة فقط.", [
      "scopeType",
    ]);
  }
  if (giver && !mayGrant(giver, given.role, { hospitalId: hospital?.id })) {
    throw failure(
      "ROLE_NOT_YOURS_TO_GIVE",
      "You can only give roles whose rights you hold yourself, where you hold them.",
      "لا يمكنك منح دور إلا إذا كانت لديك صلاحياته في النطاق نفسه.",
      ["role"],
    );
  }
  const same = { user: user.id, role: given.role, hospital: hospital?.id ?? null, department: department?.id ?? null };
  if ((await tx.em.count(RoleAssignment, same)) > 0) {
    throw failure("ALREADY_ASSIGNED", "The user holds this role there already.", "المستخدم لديه هذا الدور بالفعل.", [
      "role",
    ]);
  }
  tx.em.create(RoleAssignment, {
    user: ref(user),
    role: given.role,
    scopeType: given.scopeType,
    hospital: hospital ? ref(hospital) : null,
    department: department ? ref(department) : null,
  });
  await tx.em.flush();
  await keepHomeHospitals(tx, user);
  tellViewerChanged(tx, user.id);
  tx.audit({
    action: "role.assigned",
    targetType: "User",
    targetId: user.id,
    hospitalId: hospital?.id,
    after: { role: given.role, scopeType: given.scopeType, hospitalId: hospital?.id, departmentId: department?.id },
  });
  return user;
}

export async function revokeRole(tx: Tx, assignmentId: string): Promise<User> {
  const assignment = await findVisible(tx.em, RoleAssignment, assignmentId);
  const user = await findVisible(tx.em, User, assignment.user.id);
  if (!covers(tx.scope, { hospitalId: assignment.hospital?.id })) throw forbidden();
  if (assignment.role === Role.PX_ADMIN) await assertAnotherAdmin(tx, user.id);
  const before = { role: assignment.role, scopeType: assignment.scopeType, hospitalId: assignment.hospital?.id };
  await tx.em.remove(assignment).flush();
  await keepHomeHospitals(tx, user);
  tellViewerChanged(tx, user.id);
  tx.audit({ action: "role.revoked", targetType: "User", targetId: user.id, hospitalId: before.hospitalId, before });
  return user;
}

/**
 * AC-17: one PX admin who can sign in always remains. Locked, so that two who take each other's role at the same moment
 * don't both find the other.
 */
export async function assertAnotherAdmin(tx: Tx, userId: string): Promise<void> {
  await lockKeys(tx.em, ["accounts:px-admins"]);
  const [found] = await sql(
    tx.em,
    `select 1 from role_assignment r join app_user u on u.id = r.user_id
      where r.role = 'PX_ADMIN' and u.is_active and u.password_hash <> $2 and u.id <> $1 limit 1`,
    [userId, noPassword],
  );
  if (found) return;
  throw failure(
    "LAST_ADMIN",
    "This is the last PX admin. Make somebody else one first.",
    "هذا آخر مسؤول للمنصة. عيّن مسؤولًا آخر أولًا.",
    ["id"],
  );
}

export const isAdmin = async (tx: Tx, userId: string): Promise<boolean> =>
  (await tx.em.count(RoleAssignment, { user: userId, role: Role.PX_ADMIN })) > 0;

async function placeOf(tx: Tx, given: RoleGrant) {
  if (given.scopeType === ScopeType.GROUP) return { hospital: null, department: null };
  if (given.scopeType === ScopeType.DEPARTMENT) {
    if (!given.departmentId) throw failure("REQUIRED", "Choose the department.", "اختر القسم.", ["departmentId"]);
    const department = await findVisible(tx.em, Department, given.departmentId);
    return { hospital: await findVisible(tx.em, Hospital, department.hospital.id), department };
  }
  if (!given.hospitalId) throw failure("REQUIRED", "Choose the hospital.", "اختر المستشفى.", ["hospitalId"]);
  return { hospital: await findVisible(tx.em, Hospital, given.hospitalId), department: null };
}

async function keepHomeHospitals(tx: Tx, user: User): Promise<void> {
  const roles = await tx.em.find(RoleAssignment, { user: user.id });
  user.homeHospitalIds = [...new Set(roles.flatMap((role) => (role.hospital ? [role.hospital.id] : [])))];
}
