import { permissionsOf, scopeFor, sql, unscoped, type RequestContext, type Tx, type Viewer } from "../core/index.ts";
import { UserNotification } from "./user-notification.entity.ts";
import { userNotificationChannel } from "./user-notification.events.ts";

/** Counting stops here; the console shows “99+”. */
export const unreadCountLimit = 100;

type Condition = Record<string, unknown>;

/**
 * NO-15 (P2): one's own notifications, as long as one still holds the right in the hospital that each is about.
 * Permissions of the same reach share one condition.
 */
export function shownTo(viewer: Viewer): Condition {
  const everywhere: string[] = [];
  const byHospitals = new Map<string, { hospitals: readonly string[]; permissions: string[] }>();
  for (const permission of permissionsOf(viewer)) {
    const scope = scopeFor(viewer, permission);
    if (scope.all) {
      everywhere.push(permission);
      continue;
    }
    const hospitals = [...scope.homeHospitalIds].sort();
    const key = hospitals.join();
    const group = byHospitals.get(key) ?? { hospitals, permissions: [] };
    group.permissions.push(permission);
    byHospitals.set(key, group);
  }
  return {
    user: viewer.userId,
    $or: [
      { permission: null },
      ...(everywhere.length > 0 ? [{ permission: { $in: everywhere } }] : []),
      ...[...byHospitals.values()].map(({ hospitals, permissions }) => ({
        permission: { $in: permissions },
        hospital: { $in: hospitals },
      })),
    ],
  };
}

/** At most `unreadCountLimit`: nobody reads an exact number of that size, and it stays cheap. */
export async function countUnread(context: RequestContext): Promise<number> {
  const { viewer } = context;
  if (!viewer) return 0;
  const rows = await unscoped(context).find(
    UserNotification,
    { ...shownTo(viewer), readAt: null },
    { fields: ["id"], limit: unreadCountLimit, orderBy: { createdAt: "desc" } },
  );
  return rows.length;
}

export async function setRead(tx: Tx, userId: string, ids: readonly string[], isRead: boolean): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    tx.em,
    `update user_notification set read_at = $3 where user_id = $1 and id = any($2::uuid[]) and (read_at is null) = $4 returning id`,
    [userId, ids, isRead ? tx.now : null, isRead],
  );
  if (rows.length > 0) tx.publish(userNotificationChannel, { userId, id: null });
  return rows.map(({ id }) => id);
}

/** What arrived after `until`, the newest that the user saw, stays unread. */
export async function readAll(tx: Tx, userId: string, until: Date): Promise<number> {
  const rows = await sql(
    tx.em,
    "update user_notification set read_at = $2 where user_id = $1 and read_at is null and created_at <= $3 returning id",
    [userId, tx.now, until],
  );
  if (rows.length > 0) tx.publish(userNotificationChannel, { userId, id: null });
  return rows.length;
}
