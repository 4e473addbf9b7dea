import { sql, type Tx } from "../core/index.ts";
import type { EntityManager } from "@mikro-orm/postgresql";
import { hasEmail, userNotificationKinds, type UserNotificationKind } from "./user-notification.enums.ts";

export interface KindPreference {
  readonly kind: UserNotificationKind;
  readonly isInConsole: boolean;
  readonly isByEmail: boolean;
}

/** NO-14: every kind with what the user chose; told everywhere by default. */
export async function preferencesOf(em: EntityManager, userId: string): Promise<KindPreference[]> {
  const rows = await sql<KindPreference>(
    em,
    `select kind, is_in_console as "isInConsole", is_by_email as "isByEmail" from user_notification_preference where user_id = $1`,
    [userId],
  );
  return userNotificationKinds.map((kind) => {
    const row = rows.find((each) => each.kind === kind);
    return { kind, isInConsole: row?.isInConsole ?? true, isByEmail: hasEmail(kind) && (row?.isByEmail ?? true) };
  });
}

export async function savePreference(tx: Tx, userId: string, preference: KindPreference): Promise<void> {
  await sql(
    tx.em,
    `insert into user_notification_preference (id, created_at, user_id, kind, is_in_console, is_by_email)
     values (uuidv7(), $1, $2, $3, $4, $5)
     on conflict (user_id, kind) do update set is_in_console = excluded.is_in_console, is_by_email = excluded.is_by_email`,
    [tx.now, userId, preference.kind, preference.isInConsole, preference.isByEmail],
  );
  tx.audit({ action: "user.notificationPreferenceChanged", targetType: "User", targetId: userId, after: preference });
}
