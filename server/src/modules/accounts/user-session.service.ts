import { notFound, type Tx } from "../core/index.ts";
import { RefreshSession } from "./refresh-session.entity.ts";
import { tellViewerChanged } from "./viewer.events.ts";

export type EndReason = "LOGOUT" | "DEACTIVATED" | "PASSWORD" | "ADMIN";

/** More log-ins than this at once are nobody's own doing; the newest are shown. */
export const sessionLimit = 50;

/** The log-ins of one person that still hold, the last used first. */
export function openSessions(tx: Tx, userId: string): Promise<RefreshSession[]> {
  return tx.em.find(
    RefreshSession,
    { user: userId, revokedAt: null, expiresAt: { $gt: tx.now } },
    { orderBy: { rotatedAt: "DESC" }, limit: sessionLimit },
  );
}

/** Ends log-ins of one person: the named one, or all but the one that is kept. Open sockets close at once. */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { readonly id?: string; readonly except?: string },
  reason: EndReason,
): Promise<number> {
  const id = which.id ?? (which.except ? { $ne: which.except } : undefined);
  const where = { user: userId, revokedAt: null, ...(id ? { id } : {}) };
  const ended = await tx.em.nativeUpdate(RefreshSession, where, { revokedAt: tx.now, revokedReason: reason });
  if (ended > 0) tellViewerChanged(tx, userId);
  return ended;
}

/** AC-10: one's own log-in, by its id. */
export async function endOwnSession(tx: Tx, userId: string, id: string): Promise<number> {
  const ended = await endSessions(tx, userId, { id }, "LOGOUT");
  if (ended === 0) throw notFound();
  tx.audit({ action: "session.ended", targetType: "User", targetId: userId, after: { sessionId: id } });
  return ended;
}

export async function endOtherSessions(tx: Tx, userId: string, except: string | undefined): Promise<number> {
  const endedSessions = await endSessions(tx, userId, { except }, "LOGOUT");
  tx.audit({ action: "session.othersEnded", targetType: "User", targetId: userId, after: { endedSessions } });
  return endedSessions;
}

/** AC-14: an administrator ends one log-in of a user, or all. */
export async function endSessionsOf(tx: Tx, userId: string, id: string | undefined): Promise<number> {
  const endedSessions = await endSessions(tx, userId, { id }, "ADMIN");
  tx.audit({ action: "session.endedByAdmin", targetType: "User", targetId: userId, after: { endedSessions } });
  return endedSessions;
}
