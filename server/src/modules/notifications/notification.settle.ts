import { sql, type Tx } from "../core/index.ts";
import { NotificationStatus } from "./notification.enums.ts";
import { notificationsSettled, type SettledNotification } from "./notification.events.ts";
import type { NotificationRow } from "./notification.rows.ts";

/** What becomes of a work row. */
export interface Outcome {
  readonly row: NotificationRow;
  readonly status: NotificationStatus;
  readonly attempts?: number;
  /** Left out: stays. */
  readonly availableAt?: Date;
  readonly sendingUntil?: Date | null;
  readonly error?: string | null;
}

const final = new Set<NotificationStatus>([
  NotificationStatus.SENT,
  NotificationStatus.SUPPRESSED,
  NotificationStatus.DEAD,
  NotificationStatus.CANCELLED,
]);
/** These count for the fatigue rule from now on, as they may have reached the patient. */
const stamped = new Set<NotificationStatus>([...final, NotificationStatus.SENDING, NotificationStatus.UNCERTAIN]);

/** Writes the outcomes of a batch in one statement and announces those that are final, once. */
export async function settle(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const column = <Value>(of: (outcome: Outcome) => Value) => outcomes.map(of);
  await sql(
    tx.em,
    `update notification n
        set status = r.status, attempts = r.attempts, available_at = coalesce(r.available_at, n.available_at),
            sending_until = r.sending_until, error = r.error, settled_at = r.settled_at
       from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::timestamptz[])
         as r(id, status, attempts, available_at, sending_until, error, settled_at)
      where n.id = r.id`,
    [
      column(({ row }) => row.id),
      column(({ status }) => status),
      column(({ row, attempts }) => attempts ?? row.attempts),
      column(({ availableAt }) => availableAt ?? null),
      column(({ sendingUntil }) => sendingUntil ?? null),
      column(({ error }) => error ?? null),
      column(({ status }) => (stamped.has(status) ? tx.now : null)),
    ],
  );
  announce(tx, outcomes);
}

function announce(tx: Tx, outcomes: readonly Outcome[]): void {
  const settled = outcomes
    .filter(({ status }) => final.has(status))
    .map(({ row, status, error }): SettledNotification => ({
      notificationId: row.id,
      purpose: row.purpose,
      relatedType: row.relatedType,
      relatedId: row.relatedId,
      status: status as SettledNotification["status"],
      reason: error ?? undefined,
      at: tx.now.toISOString(),
    }));
  if (settled.length > 0) tx.emit(notificationsSettled, { outcomes: settled });
}
