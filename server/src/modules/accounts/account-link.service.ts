import { ref } from "@mikro-orm/core";
import { failure, sql, type Tx } from "../core/index.ts";
import { AccountLink, AccountLinkPurpose } from "./account-link.entity.ts";
import { accountLinkIssued } from "./account-link.events.ts";
import { linkAddress, linkHours, linkIdOf, linkToken } from "./account-link.rules.ts";
import { hashPassword } from "./password.rules.ts";
import type { User } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";
import { assertGoodPassword } from "./user.service.ts";

/** AC-13: one link at a time; the one before stops working. The message follows from the event. */
export async function issueLink(tx: Tx, user: User, purpose: AccountLinkPurpose): Promise<void> {
  await revokeLinks(tx, user.id);
  const link = tx.em.create(AccountLink, {
    user: ref(user),
    purpose,
    issuedById: tx.actor.userId,
    expiresAt: new Date(tx.now.getTime() + linkHours[purpose] * 3_600_000),
  });
  tx.emit(accountLinkIssued, { linkId: link.id });
}

export async function revokeLinks(tx: Tx, userId: string): Promise<void> {
  await tx.em.nativeUpdate(AccountLink, { user: userId, usedAt: null, revokedAt: null }, { revokedAt: tx.now });
}

const gone = () =>
  failure(
    "LINK_GONE",
    "This link was used already or has run out. Ask your administrator for a new one.",
    "استُخدم هذا الرابط أو انتهت صلاحيته. اطلب من مسؤول النظام رابطًا جديدًا.",
    ["token"],
  );

/** The link behind a token while it may be used; null for a false, used, replaced or expired one: told alike. */
export async function usableLink(tx: Tx, token: string, options: { lock?: boolean } = {}): Promise<AccountLink | null> {
  const id = linkIdOf(tx.kernel.config.JWT_SECRET, token);
  if (!id) return null;
  const link = await tx.em.findOne(
    AccountLink,
    { id, usedAt: null, revokedAt: null, expiresAt: { $gt: tx.now } },
    { populate: ["user"], ...(options.lock ? { lockMode: 4 /* for update */ } : {}) },
  );
  return link?.user.getEntity().isActive ? link : null;
}

/** AC-13: works once, ends every log-in and every lock of the account. */
export async function setPasswordByLink(tx: Tx, token: string, password: string): Promise<User> {
  const link = await usableLink(tx, token, { lock: true });
  if (!link) throw gone();
  assertGoodPassword(password, ["newPassword"]);
  const user = link.user.getEntity();
  user.passwordHash = await hashPassword(password);
  user.failedLogins = 0;
  user.lockedUntil = null;
  link.usedAt = tx.now;
  await endSessions(tx, user.id, {}, "PASSWORD");
  tx.audit({
    action: "user.passwordSetByLink",
    targetType: "User",
    targetId: user.id,
    after: { purpose: link.purpose, issuedBy: link.issuedById },
  });
  return user;
}

export interface LinkMessage {
  readonly linkId: string;
  readonly userId: string;
  readonly purpose: AccountLinkPurpose;
  readonly userNameAr: string;
  readonly userNameEn: string;
  readonly language: "AR" | "EN";
  readonly hospitalId: string;
  readonly expiresAt: Date;
  readonly address: string;
}

/**
 * What the messages need to know of links that still hold. In the name of the user's first hospital; people of the group
 * are written to in the name of the first one there is.
 */
export async function linkMessages(tx: Tx, linkIds: readonly string[]): Promise<LinkMessage[]> {
  const { JWT_SECRET, PUBLIC_URL } = tx.kernel.config;
  const rows = await sql<Omit<LinkMessage, "address">>(
    tx.em,
    `select l.id as "linkId", u.id as "userId", l.purpose, u.name_ar as "userNameAr", u.name_en as "userNameEn", u.language,
            coalesce(u.home_hospital_ids[1], (select id from hospital order by code limit 1)) as "hospitalId",
            l.expires_at as "expiresAt"
       from account_link l join app_user u on u.id = l.user_id
      where l.id = any($1) and l.used_at is null and l.revoked_at is null`,
    [linkIds],
  );
  return rows.map((row) => ({
    ...row,
    expiresAt: new Date(row.expiresAt),
    address: linkAddress(PUBLIC_URL, linkToken(JWT_SECRET, row.linkId)),
  }));
}
