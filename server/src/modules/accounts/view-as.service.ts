import type { EntityManager } from "@mikro-orm/postgresql";
import { ref } from "@mikro-orm/core";
import { failure, findVisible, may, notFound, sql, unauthenticated, type Tx, type Viewer } from "../core/index.ts";
import { signAccessToken, type AccessClaims } from "./token.rules.ts";
import { ViewAs } from "./view-as.entity.ts";
import { User, UserKind } from "./user.entity.ts";
import { tellViewerChanged } from "./viewer.events.ts";
import { loadViewer } from "./viewer.service.ts";

/** Long enough to look at what somebody reports; nothing renews it. */
export const viewAsMinutes = 15;

export interface StartedViewAs {
  readonly id: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly user: User;
}

/** AC-15: a token that shows what the user sees. It belongs to the administrator's log-in and ends with it. */
export async function startViewAs(tx: Tx, viewer: Viewer, userId: string): Promise<StartedViewAs> {
  if (!viewer.sessionId) throw unauthenticated();
  const user = await findVisible(tx.em, User, userId);
  if (user.id === viewer.userId || user.kind !== UserKind.PERSON || !user.isActive) {
    throw failure("NOT_TO_BE_VIEWED", "Choose another person who is active.", "اختر شخصًا آخر حسابه نشط.", ["userId"]);
  }
  const expiresAt = new Date(tx.now.getTime() + viewAsMinutes * 60_000);
  const { sessionId } = viewer;
  const row = tx.em.create(ViewAs, {
    actor: ref(User, viewer.userId),
    target: ref(user),
    sessionId,
    expiresAt,
  });
  tx.audit({
    action: "viewAs.started",
    targetType: "User",
    targetId: user.id,
    hospitalId: user.homeHospitalIds[0],
    after: { viewAsId: row.id, expiresAt },
  });
  const claims = { userId: user.id, sessionId, viewAsId: row.id, expiresAt };
  return { id: row.id, accessToken: signAccessToken(tx.kernel.config.JWT_SECRET, claims, tx.now), expiresAt, user };
}

export async function endViewAs(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  const row = await tx.em.findOne(ViewAs, { id, actor: viewer.userId });
  if (!row) throw notFound();
  if (row.endedAt) return;
  row.endedAt = tx.now;
  tellViewerChanged(tx, row.target.id);
  tx.audit({ action: "viewAs.ended", targetType: "User", targetId: row.target.id, after: { viewAsId: id } });
}

/** The viewer of such a token: the user's rights, while the administrator may still look. */
export async function viewerOfViewAs(em: EntityManager, claims: AccessClaims, now: Date): Promise<Viewer | null> {
  const { sessionId, expiresAt } = claims;
  const [row] = await sql<{ id: string; actorId: string }>(
    em,
    `select id, actor_id as "actorId" from view_as
      where id = $1 and target_id = $2 and session_id = $3 and ended_at is null and expires_at > $4`,
    [claims.viewAsId, claims.userId, sessionId, now],
  );
  if (!row) return null;
  const admin = await loadViewer(em, row.actorId, now, { id: sessionId, expiresAt });
  if (!may(admin, "user.viewAs")) return null;
  const viewer = await loadViewer(em, claims.userId, now);
  if (!viewer || !admin) return null;
  const { userId, username } = admin;
  return { ...viewer, expiresAt, viewedBy: { userId, username, viewAsId: row.id, sessionId } };
}
