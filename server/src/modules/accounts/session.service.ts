import { ref } from "@mikro-orm/core";
import {
  failure,
  newId,
  sql,
  unauthenticated,
  type Failure,
  type Kernel,
  type Tx,
  type Viewer,
} from "../core/index.ts";
import { lockMinutes, spendAsMuch, verifyPassword } from "./password.rules.ts";
import { RefreshSession } from "./refresh-session.entity.ts";
import { makeRefreshToken, sessionIdOf, sha256, signAccessToken } from "./token.rules.ts";
import { noPassword, User, type UserKind } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";
import { tellViewerChanged } from "./viewer.events.ts";

export interface OpenedSession {
  readonly user: User;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date;
}

/** What a log-in came to. A refusal is a value, not an exception: its count of failures must be committed. */
export type LoginOutcome = { readonly opened: OpenedSession } | { readonly refused: Failure };

const wrong = () =>
  failure(
    "WRONG_CREDENTIALS",
    "The e-mail or the password is not right.",
    "البريد الإلكتروني أو كلمة المرور غير صحيحة.",
  );

/**
 * AC-2, AC-3: the same answer, after the same time, for an unknown name, a wrong password, a locked or an inactive
 * account. Both outcomes are audited.
 */
export async function login(
  tx: Tx,
  credentials: {
    readonly name: string;
    readonly password: string;
    readonly kind: UserKind;
    readonly userAgent?: string;
  },
): Promise<LoginOutcome> {
  const user = await tx.em.findOne(User, { email: credentials.name.trim(), kind: credentials.kind });
  if (!user) {
    await spendAsMuch(credentials.password);
    tx.audit({ action: "login.failed", targetType: "User", after: { reason: "UNKNOWN_NAME" } });
    return { refused: wrong() };
  }
  const isRight =
    user.passwordHash === noPassword
      ? await spendAsMuch(credentials.password)
      : await verifyPassword(credentials.password, user.passwordHash);
  const isLocked = user.lockedUntil != null && user.lockedUntil > tx.now;
  if (!isRight || isLocked || !user.isActive) {
    const reason = isLocked ? "LOCKED" : isRight ? "INACTIVE" : "WRONG_PASSWORD";
    // Counted in SQL, so that guesses sent at once are all counted.
    if (!isRight && !isLocked) await countFailure(tx, user.id);
    tx.audit({ action: "login.failed", targetType: "User", targetId: user.id, after: { reason } });
    return { refused: wrong() };
  }
  user.failedLogins = 0;
  user.lockedUntil = null;
  user.lastLoginAt = tx.now;
  const opened = open(tx, user, credentials.userAgent);
  tx.audit({ action: "login.succeeded", targetType: "User", targetId: user.id });
  return { opened };
}

async function countFailure(tx: Tx, userId: string): Promise<void> {
  const [row] = await sql<{ failed: number }>(
    tx.em,
    "update app_user set failed_logins = failed_logins + 1 where id = $1 returning failed_logins as failed",
    [userId],
  );
  const minutes = lockMinutes(row?.failed ?? 0);
  if (minutes === 0) return;
  await sql(tx.em, "update app_user set locked_until = $2 where id = $1", [
    userId,
    new Date(tx.now.getTime() + minutes * 60_000),
  ]);
}

function open(tx: Tx, user: User, userAgent: string | undefined): OpenedSession {
  const { config } = tx.kernel;
  const id = newId();
  const refreshToken = makeRefreshToken(id);
  const refreshExpiresAt = new Date(tx.now.getTime() + config.REFRESH_TOKEN_DAYS * 86_400_000);
  tx.em.create(RefreshSession, {
    id,
    user: ref(user),
    tokenHash: sha256(refreshToken),
    rotatedAt: tx.now,
    expiresAt: refreshExpiresAt,
    address: tx.actor.address,
    userAgent: userAgent?.slice(0, 300),
  });
  return { user, refreshToken, refreshExpiresAt, ...accessToken(tx, user.id, id) };
}

function accessToken(tx: Tx, userId: string, sessionId: string) {
  const { JWT_SECRET, ACCESS_TOKEN_MINUTES } = tx.kernel.config;
  const accessExpiresAt = new Date(tx.now.getTime() + ACCESS_TOKEN_MINUTES * 60_000);
  return {
    accessToken: signAccessToken(JWT_SECRET, { userId, sessionId, expiresAt: accessExpiresAt }, tx.now),
    accessExpiresAt,
  };
}

/** A token of a log-in that is open, for work that the server does itself for its holder: it ends with the log-in, and soon anyway. */
export function shortToken(kernel: Kernel, viewer: Viewer, seconds: number): string {
  const { userId, viewedBy } = viewer;
  const sessionId = viewedBy?.sessionId ?? viewer.sessionId;
  if (!sessionId) throw unauthenticated();
  const now = kernel.clock();
  const expiresAt = new Date(now.getTime() + seconds * 1_000);
  const viewing = viewedBy ? { viewAsId: viewedBy.viewAsId } : {};
  return signAccessToken(kernel.config.JWT_SECRET, { userId, sessionId, expiresAt, ...viewing }, now);
}

/** A reply can get lost on its way: the token before is taken once more for this long, without counting as theft. */
const graceMs = 20_000;

const ended = () =>
  failure("SESSION_ENDED", "Your session has ended. Please sign in again.", "انتهت جلستك. يرجى تسجيل الدخول مجددًا.");

/** AC-5: each refresh token works once. One that was replaced and comes back later ends the whole log-in. */
export async function refresh(tx: Tx, refreshToken: string): Promise<LoginOutcome> {
  const id = sessionIdOf(refreshToken);
  if (!id) return { refused: ended() };
  const session = await tx.em.findOne(RefreshSession, { id }, { lockMode: 4 /* for update */, populate: ["user"] });
  if (!session || session.revokedAt || session.expiresAt <= tx.now) return { refused: ended() };
  const user = session.user.getEntity();
  const hash = sha256(refreshToken);
  const isCurrent = hash.equals(session.tokenHash);
  const isInGrace =
    session.previousHash != null &&
    hash.equals(session.previousHash) &&
    tx.now.getTime() - session.rotatedAt.getTime() < graceMs;
  if (!user.isActive || (!isCurrent && !isInGrace)) {
    session.revokedAt = tx.now;
    session.revokedReason = user.isActive ? "REUSE" : "DEACTIVATED";
    tellViewerChanged(tx, user.id);
    tx.audit({
      action: "session.revoked",
      targetType: "User",
      targetId: user.id,
      after: { reason: session.revokedReason },
    });
    return { refused: ended() };
  }
  const next = makeRefreshToken(session.id);
  session.previousHash = isCurrent ? session.tokenHash : session.previousHash;
  session.tokenHash = sha256(next);
  if (isCurrent) session.rotatedAt = tx.now;
  return {
    opened: { user, refreshToken: next, refreshExpiresAt: session.expiresAt, ...accessToken(tx, user.id, session.id) },
  };
}

/** Ends one log-in, or all of the user's (log-out everywhere). */
export async function logout(
  tx: Tx,
  userId: string,
  sessionId: string | undefined,
  everywhere: boolean,
): Promise<number> {
  const ended = await endSessions(tx, userId, everywhere ? {} : { id: sessionId ?? userId }, "LOGOUT");
  tx.audit({ action: everywhere ? "session.endedEverywhere" : "session.ended", targetType: "User", targetId: userId });
  return ended;
}
