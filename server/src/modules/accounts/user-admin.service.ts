import { ref } from "@mikro-orm/core";
import {
  applyChanges,
  assertVersion,
  covers,
  failure,
  findVisible,
  forbidden,
  type Language,
  type Tx,
} from "../core/index.ts";
import { Department, Employee, Hospital, Physician } from "../organizations/index.ts";
import { hashPassword } from "./password.rules.ts";
import { RoleAssignment, ScopeType } from "./role-assignment.entity.ts";
import { groupOnlyRoles, Role } from "./role-matrix.ts";
import { User, UserKind } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";
import { assertGoodPassword } from "./user.service.ts";
import { tellViewerChanged } from "./viewer.events.ts";

export interface NewUser {
  email: string;
  nameAr: string;
  nameEn: string;
  password: string;
  language?: Language;
  employeeId?: string;
  physicianId?: string;
}

export async function createUser(tx: Tx, given: NewUser): Promise<User> {
  assertEmail(given.email);
  assertGoodPassword(given.password, ["password"]);
  await assertNameIsFree(tx, given.email);
  const { email, nameAr, nameEn, language, employeeId, physicianId } = given;
  const user = tx.em.create(User, {
    email: email.trim(),
    nameAr,
    nameEn,
    language,
    kind: UserKind.PERSON,
    passwordHash: await hashPassword(given.password),
    employee: employeeId ? ref(await findVisible(tx.em, Employee, employeeId)) : null,
    physician: physicianId ? ref(await findVisible(tx.em, Physician, physicianId)) : null,
  });
  tx.audit({ action: "user.created", targetType: "User", targetId: user.id, after: { nameEn } });
  return user;
}

/** For an installation that has no PX admin yet: somebody must give out the first role. */
export async function createFirstAdmin(tx: Tx, given: NewUser): Promise<User> {
  if ((await tx.em.count(RoleAssignment, { role: Role.PX_ADMIN })) > 0) {
    throw failure(
      "ADMIN_EXISTS",
      "There is a PX admin already; they can add others.",
      "يوجد مسؤول بالفعل ويمكنه إضافة غيره.",
    );
  }
  const user = await createUser(tx, given);
  await tx.em.flush();
  return assignRole(tx, { userId: user.id, role: Role.PX_ADMIN, scopeType: ScopeType.GROUP });
}

export async function createServiceAccount(
  tx: Tx,
  given: { username: string; password: string; sourceSystem: string; hospitalId?: string },
): Promise<User> {
  assertGoodPassword(given.password, ["password"]);
  await assertNameIsFree(tx, given.username, "username");
  const hospital = given.hospitalId ? await findVisible(tx.em, Hospital, given.hospitalId) : null;
  if (!covers(tx.scope, { hospitalId: hospital?.id })) throw forbidden();
  const user = tx.em.create(User, {
    email: given.username.trim(),
    nameAr: given.username,
    nameEn: given.username,
    kind: UserKind.SERVICE,
    passwordHash: await hashPassword(given.password),
    sourceSystem: given.sourceSystem,
    homeHospitalIds: hospital ? [hospital.id] : [],
  });
  tx.em.create(RoleAssignment, {
    user: ref(user),
    role: Role.SERVICE_ACCOUNT,
    scopeType: hospital ? ScopeType.HOSPITAL : ScopeType.GROUP,
    hospital: hospital ? ref(hospital) : null,
  });
  tx.audit({
    action: "serviceAccount.created",
    targetType: "User",
    targetId: user.id,
    hospitalId: hospital?.id,
    after: { sourceSystem: given.sourceSystem },
  });
  return user;
}

export async function updateUser(
  tx: Tx,
  id: string,
  version: number,
  fields: { nameAr?: string; nameEn?: string; language?: Language },
): Promise<User> {
  const user = await findVisible(tx.em, User, id);
  assertVersion(user, version);
  tx.audit({ action: "user.updated", targetType: "User", targetId: id, ...applyChanges(user, fields) });
  return user;
}

/** AC-8: a deactivated user is out at once: open log-ins end, and the next request finds no viewer. */
export async function setUserActive(tx: Tx, id: string, isActive: boolean): Promise<User> {
  const user = await findVisible(tx.em, User, id);
  if (!isActive && id === tx.actor.userId) {
    throw failure("SELF", "You cannot deactivate yourself.", "لا يمكنك إيقاف حسابك بنفسك.", ["id"]);
  }
  user.isActive = isActive;
  user.lockedUntil = null;
  user.failedLogins = 0;
  if (!isActive) await endSessions(tx, id, {}, "DEACTIVATED");
  tellViewerChanged(tx, id);
  tx.audit({ action: isActive ? "user.activated" : "user.deactivated", targetType: "User", targetId: id });
  return user;
}

export interface NewRole {
  userId: string;
  role: Role;
  scopeType: ScopeType;
  hospitalId?: string;
  departmentId?: string;
}

/** AC-9: a role comes with the reach it needs, inside what the giver may manage. */
export async function assignRole(tx: Tx, given: NewRole): Promise<User> {
  const user = await findVisible(tx.em, User, given.userId);
  const { hospital, department } = await placeOf(tx, given);
  if (groupOnlyRoles.includes(given.role) && given.scopeType !== ScopeType.GROUP) {
    throw failure("SCOPE_NOT_ALLOWED", "This role is for the whole group only.", "هذا الدور للمجموعة كاملة فقط.", [
      "scopeType",
    ]);
  }
  if (!covers(tx.scope, { hospitalId: hospital?.id })) throw forbidden();
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
  const before = { role: assignment.role, scopeType: assignment.scopeType, hospitalId: assignment.hospital?.id };
  await tx.em.remove(assignment).flush();
  await keepHomeHospitals(tx, user);
  tellViewerChanged(tx, user.id);
  tx.audit({ action: "role.revoked", targetType: "User", targetId: user.id, hospitalId: before.hospitalId, before });
  return user;
}

async function placeOf(tx: Tx, given: NewRole) {
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

async function assertNameIsFree(tx: Tx, name: string, field = "email"): Promise<void> {
  if ((await tx.em.count(User, { email: name.trim() }, { filters: false })) === 0) return;
  throw failure("NAME_TAKEN", "A user with this name exists.", "يوجد مستخدم بهذا الاسم.", [field]);
}

function assertEmail(email: string): void {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) return;
  throw failure("BAD_EMAIL", "Write a full e-mail address.", "اكتب بريدًا إلكترونيًا كاملًا.", ["email"]);
}
