import { newId, sql, type Language, type Permission, type Tx } from "../core/index.ts";
import { queueNotifications } from "./notification.queue.ts";
import type { NotificationRequest } from "./notification.request.ts";
import type { MessageParameters } from "./user-notification.entity.ts";
import type { UserNotificationKind } from "./user-notification.enums.ts";
import { userNotificationChannel } from "./user-notification.events.ts";

export interface UserTelling {
  readonly userIds: readonly string[];
  readonly kind: UserNotificationKind;
  /** Keys of texts in the console's locale file "notifications". */
  readonly titleKey: string;
  readonly bodyKey?: string;
  /** Values inside the texts: no patient identity (NO-13). */
  readonly parameters: MessageParameters;
  readonly target: { readonly type: string; readonly id: string };
  /** Shown only while the user holds this permission in this hospital. */
  readonly permission?: Permission;
  readonly hospitalId?: string;
  /** The e-mail to those who want one of this kind. */
  readonly email?: (userId: string, language: Language) => NotificationRequest;
}

interface Receiver {
  readonly id: string;
  readonly language: Language;
  readonly kind: UserNotificationKind;
  readonly isInConsole: boolean;
  readonly isByEmail: boolean;
}

/**
 * NO-13, NO-14: tells users in the console and by e-mail, as each of them wants it, in the transaction of the cause.
 * Nobody is told of what they did themselves; inactive users and repeated names in one telling count once or not at all.
 */
export async function tellUsers(tx: Tx, tellings: readonly UserTelling[]): Promise<void> {
  const wanted = tellings.flatMap((telling) =>
    [...new Set(telling.userIds)].filter((id) => id !== tx.actor.userId).map((userId) => ({ telling, userId })),
  );
  if (wanted.length === 0) return;
  const receivers = await receiversOf(tx, wanted);
  const told = wanted.flatMap(({ telling, userId }) => {
    const receiver = receivers.get(`${userId} ${telling.kind}`);
    return receiver ? [{ telling, receiver }] : [];
  });
  await insert(
    tx,
    told.filter(({ receiver }) => receiver.isInConsole),
  );
  await queueNotifications(
    tx,
    told.flatMap(({ telling, receiver }) =>
      telling.email && receiver.isByEmail ? [telling.email(receiver.id, receiver.language)] : [],
    ),
  );
}

async function receiversOf(
  tx: Tx,
  wanted: readonly { telling: UserTelling; userId: string }[],
): Promise<Map<string, Receiver>> {
  const rows = await sql<Receiver>(
    tx.em,
    `select u.id, u.language, w.kind, coalesce(p.is_in_console, true) as "isInConsole", coalesce(p.is_by_email, true) as "isByEmail"
       from (select distinct * from unnest($1::uuid[], $2::text[]) as pair(user_id, kind)) as w
       join app_user u on u.id = w.user_id and u.is_active
       left join user_notification_preference p on p.user_id = u.id and p.kind = w.kind`,
    [wanted.map(({ userId }) => userId), wanted.map(({ telling }) => telling.kind)],
  );
  return new Map(rows.map((row) => [`${row.id} ${row.kind}`, row]));
}

async function insert(tx: Tx, told: readonly { telling: UserTelling; receiver: Receiver }[]): Promise<void> {
  if (told.length === 0) return;
  const rows = told.map(({ telling, receiver }) => ({
    id: newId(),
    user_id: receiver.id,
    kind: telling.kind,
    title_key: telling.titleKey,
    body_key: telling.bodyKey ?? null,
    parameters: telling.parameters,
    target_type: telling.target.type,
    target_id: telling.target.id,
    permission: telling.permission ?? null,
    hospital_id: telling.hospitalId ?? null,
  }));
  await sql(
    tx.em,
    `insert into user_notification (id, created_at, user_id, kind, title_key, body_key, parameters, target_type, target_id, permission, hospital_id)
     select r.id, $1, r.user_id, r.kind, r.title_key, r.body_key, r.parameters, r.target_type, r.target_id, r.permission, r.hospital_id
       from jsonb_to_recordset($2::jsonb) as r(id uuid, user_id uuid, kind text, title_key text, body_key text, parameters jsonb,
                                               target_type text, target_id uuid, permission text, hospital_id uuid)`,
    [tx.now, JSON.stringify(rows)],
  );
  for (const { id, user_id: userId } of rows) tx.publish(userNotificationChannel, { userId, id });
}
