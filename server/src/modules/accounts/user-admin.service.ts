import { ref } from "@mikro-orm/core";
import { applyChanges, assertVersion, failure, findVisible, type Language, type Tx } from "../core/index.ts";
import { Employee, Physician } from "../organizations/index.ts";
import { AccountLinkPurpose } from "./account-link.entity.ts";
import { issueLink, revokeLinks } from "./account-link.service.ts";
import { hashPassword } from "./password.rules.ts";
import { RoleAssignment, ScopeType } from "./role-assignment.entity.ts";
import { assertAnotherAdmin, assignRole, isAdmin, type Giver, type RoleGrant } from "./role-assignment.service.ts";
import { Role } from "./role-matrix.ts";
import { manageableUser } from "./user-reach.ts";
import { noPassword, User, UserKind } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";
import { assertGoodPassword } from "./user.service.ts";
import { tellViewerChanged } from "./viewer.events.ts";

export interface NewUser {
  email: string;
  nameAr: string;
  nameEn: string;
  language?: Language;
  employeeId?: string;
  physicianId?: string;
}

/** AC-13: a person comes in by a link and chooses a password; nobody else ever knows it. */
export async function inviteUser(
  tx: Tx,
  giver: Giver,
  given: NewUser & { roles: readonly RoleGrant[] },
): Promise<User> {
  if (given.roles.length === 0)
    throw failure("REQUIRED", "Give at least one role.", "امنح دورًا واحدًا على الأقل.", ["roles"]);
  const user = await addPerson(tx, given, noPassword);
  await tx.em.flush();
  for (const role of given.roles) await assignRole(tx, giver, user, role);
  await issueLink(tx, user, AccountLinkPurpose.INVITATION);
  tx.audit({ action: "user.invited", targetType: "User", targetId: user.id, hospitalId: user.homeHospitalIds[0] });
  return user;
}

async function addPerson(tx: Tx, given: NewUser, passwordHash: string): Promise<User> {
  assertEmail(given.email);
  for (const field of ["nameAr", "nameEn"] as const) {
    if (!given[field].trim()) throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", [field]);
  }
  await assertNameIsFree(tx, given.email);
  const { email, nameAr, nameEn, language, employeeId, physicianId } = given;
  return tx.em.create(User, {
    email: email.trim(),
    nameAr: nameAr.trim(),
    nameEn: nameEn.trim(),
    language,
    kind: UserKind.PERSON,
    passwordHash,
    employee: employeeId ? ref(await findVisible(tx.em, Employee, employeeId)) : null,
    physician: physicianId ? ref(await findVisible(tx.em, Physician, physicianId)) : null,
  });
}

/** For an installation that has no PX admin yet: somebody must give out the first role. */
export async function createFirstAdmin(tx: Tx, given: NewUser & { password: string }): Promise<User> {
  if ((await tx.em.count(RoleAssignment, { role: Role.PX_ADMIN })) > 0) {
    throw failure(
      "ADMIN_EXISTS",
      "There is a PX admin already; they can add others.",
      "يوجد مسؤول بالفعل ويمكنه إضافة غيره.",
    );
  }
  assertGoodPassword(given.password, ["password"]);
  const user = await addPerson(tx, given, await hashPassword(given.password));
  tx.audit({ action: "user.created", targetType: "User", targetId: user.id, after: { nameEn: user.nameEn } });
  await tx.em.flush();
  return assignRole(tx, null, user, { role: Role.PX_ADMIN, scopeType: ScopeType.GROUP });
}

export const isWaitingForInvitation = ({ kind, isActive, passwordHash }: User): boolean =>
  kind === UserKind.PERSON && isActive && passwordHash === noPassword;

/** AC-13: again, with a new link; the one before stops working. */
export async function resendInvitation(tx: Tx, id: string): Promise<User> {
  const user = await manageableUser(tx, id);
  if (!isWaitingForInvitation(user)) {
    throw failure("NOT_INVITED", "This user is not waiting for an invitation.", "هذا المستخدم لا ينتظر دعوة.", ["id"]);
  }
  await issueLink(tx, user, AccountLinkPurpose.INVITATION);
  tx.audit({ action: "user.invitationResent", targetType: "User", targetId: id });
  return user;
}

/** AC-13: the present password works until the new one is chosen: a link that nobody asked for locks nobody out. */
export async function sendPasswordReset(tx: Tx, id: string): Promise<User> {
  const user = await manageableUser(tx, id);
  if (user.kind !== UserKind.PERSON || !user.isActive || user.passwordHash === noPassword) {
    throw failure(
      "NO_PASSWORD",
      "Only an active user who has a password can get a new one.",
      "لا تُعاد كلمة المرور إلا لمستخدم نشط لديه كلمة مرور.",
      ["id"],
    );
  }
  await issueLink(tx, user, AccountLinkPurpose.PASSWORD_RESET);
  tx.audit({ action: "user.passwordResetSent", targetType: "User", targetId: id });
  return user;
}

export async function unlockUser(tx: Tx, id: string): Promise<User> {
  const user = await manageableUser(tx, id);
  user.lockedUntil = null;
  user.failedLogins = 0;
  tx.audit({ action: "user.unlocked", targetType: "User", targetId: id });
  return user;
}

export interface UserFields {
  nameAr?: string;
  nameEn?: string;
  language?: Language;
  employeeId?: string | null;
  physicianId?: string | null;
}

export async function updateUser(tx: Tx, id: string, version: number, fields: UserFields): Promise<User> {
  const user = await manageableUser(tx, id);
  assertVersion(user, version);
  const { employeeId, physicianId, ...plain } = fields;
  for (const field of ["nameAr", "nameEn"] as const) {
    if (plain[field]?.trim() === "") throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", [field]);
  }
  const { before, after } = applyChanges(user, plain);
  const links = { employeeId: user.employee?.id, physicianId: user.physician?.id };
  if (employeeId !== undefined) {
    user.employee = employeeId ? ref(await findVisible(tx.em, Employee, employeeId)) : null;
  }
  if (physicianId !== undefined) {
    user.physician = physicianId ? ref(await findVisible(tx.em, Physician, physicianId)) : null;
  }
  // What a physician sees hangs on the record they are linked to.
  if (physicianId !== undefined) tellViewerChanged(tx, id);
  tx.audit({
    action: "user.updated",
    targetType: "User",
    targetId: id,
    before: { ...before, ...links },
    after: { ...after, employeeId: user.employee?.id, physicianId: user.physician?.id },
  });
  return user;
}

export const selfRefusal = () =>
  failure("SELF", "You cannot deactivate yourself.", "لا يمكنك إيقاف حسابك بنفسك.", ["id"]);

/** AC-8, AC-17: a deactivated user is out at once: log-ins end, sockets close, links stop working. */
export async function setUserActive(tx: Tx, id: string, isActive: boolean): Promise<User> {
  const user = await manageableUser(tx, id);
  if (!isActive && id === tx.actor.userId) throw selfRefusal();
  if (!isActive && (await isAdmin(tx, id))) await assertAnotherAdmin(tx, id);
  user.isActive = isActive;
  user.lockedUntil = null;
  user.failedLogins = 0;
  if (!isActive) {
    await endSessions(tx, id, {}, "DEACTIVATED");
    await revokeLinks(tx, id);
  }
  tellViewerChanged(tx, id);
  tx.audit({ action: isActive ? "user.activated" : "user.deactivated", targetType: "User", targetId: id });
  return user;
}

export async function assertNameIsFree(tx: Tx, name: string, field = "email"): Promise<void> {
  if ((await tx.em.count(User, { email: name.trim() }, { filters: false })) === 0) return;
  throw failure("NAME_TAKEN", "A user with this name exists.", "يوجد مستخدم بهذا الاسم.", [field]);
}

function assertEmail(email: string): void {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) return;
  throw failure("BAD_EMAIL", "Write a full e-mail address.", "اكتب بريدًا إلكترونيًا كاملًا.", ["email"]);
}
