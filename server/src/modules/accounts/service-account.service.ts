import { ref } from "@mikro-orm/core";
import { covers, failure, findVisible, forbidden, type Tx } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { hashPassword } from "./password.rules.ts";
import { RoleAssignment, ScopeType } from "./role-assignment.entity.ts";
import { Role } from "./role-matrix.ts";
import { makeServiceSecret } from "./token.rules.ts";
import { assertNameIsFree } from "./user-admin.service.ts";
import { manageableUser } from "./user-reach.ts";
import { User, UserKind } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";

export interface NewServiceAccount {
  username: string;
  sourceSystem: string;
  hospitalId?: string;
}

/** AC-6: the secret is made here and shown once, as with an API key. */
export async function createServiceAccount(tx: Tx, given: NewServiceAccount): Promise<{ user: User; secret: string }> {
  for (const field of ["username", "sourceSystem"] as const) {
    if (!given[field].trim()) throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", [field]);
  }
  await assertNameIsFree(tx, given.username, "username");
  const hospital = given.hospitalId ? await findVisible(tx.em, Hospital, given.hospitalId) : null;
  if (!covers(tx.scope, { hospitalId: hospital?.id })) throw forbidden();
  const secret = makeServiceSecret();
  const username = given.username.trim();
  const user = tx.em.create(User, {
    email: username,
    nameAr: username,
    nameEn: username,
    kind: UserKind.SERVICE,
    passwordHash: await hashPassword(secret),
    sourceSystem: given.sourceSystem.trim(),
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
    after: { sourceSystem: user.sourceSystem },
  });
  return { user, secret };
}

/** A new secret in the place of the present one. Open log-ins of the system end: what knew the old secret is out. */
export async function rotateServiceSecret(tx: Tx, id: string): Promise<{ user: User; secret: string }> {
  const user = await serviceAccount(tx, id);
  const secret = makeServiceSecret();
  user.passwordHash = await hashPassword(secret);
  user.failedLogins = 0;
  user.lockedUntil = null;
  await endSessions(tx, id, {}, "PASSWORD");
  tx.audit({ action: "serviceAccount.rotated", targetType: "User", targetId: id });
  return { user, secret };
}

async function serviceAccount(tx: Tx, id: string): Promise<User> {
  const user = await manageableUser(tx, id);
  if (user.kind === UserKind.SERVICE) return user;
  throw failure("NOT_A_SERVICE", "This is a person's account.", "هذا حساب شخص.", ["id"]);
}

export async function setServiceAccountActive(tx: Tx, id: string, isActive: boolean): Promise<User> {
  const user = await serviceAccount(tx, id);
  user.isActive = isActive;
  if (!isActive) await endSessions(tx, id, {}, "DEACTIVATED");
  tx.audit({
    action: isActive ? "serviceAccount.activated" : "serviceAccount.deactivated",
    targetType: "User",
    targetId: id,
  });
  return user;
}
