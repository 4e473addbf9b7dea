import { sql, type Tx } from "../core/index.ts";
import { NotificationStatus, type NotificationPurpose } from "./notification.enums.ts";
import { notificationsSettled } from "./notification.events.ts";
import type { NotificationRequest } from "./notification.request.ts";
import { writeLog, type LogEntry } from "./notification-log.writer.ts";
import { notificationColumns, type NotificationRow } from "./notification.rows.ts";

/**
 * NO-8: withdraws what has not been sent. What a gateway has right now is not taken back, but not tried again either.
 * `reason` is a code, e.g. JOURNEY_CANCELLED; of one purpose only, where others still hold. Returns how many were withdrawn.
 */
export async function cancelNotifications(
  tx: Tx,
  relatedType: NotificationRequest["relatedType"],
  relatedIds: readonly string[],
  reason: string,
  purpose?: NotificationPurpose,
): Promise<number> {
  if (relatedIds.length === 0) return 0;
  const touched = await sql<NotificationRow & { isCancelled: boolean }>(
    tx.em,
    `update notification n
        set cancel_reason = $3,
            status = case when status = 'SENDING' then status else 'CANCELLED' end,
            error = case when status = 'SENDING' then error else $3 end,
            settled_at = case when status = 'SENDING' then settled_at else $4 end
      where related_id = any($1) and related_type = $2 and ($5::text is null or purpose = $5) and status in ('QUEUED', 'FAILED', 'SENDING', 'DEAD', 'UNCERTAIN')
      returning ${notificationColumns}, status = 'CANCELLED' as "isCancelled"`,
    [relatedIds, relatedType, reason, tx.now, purpose ?? null],
  );
  const cancelled = touched.filter((row) => row.isCancelled);
  await writeLog(
    tx,
    cancelled.map((row): LogEntry => ({ row, status: NotificationStatus.CANCELLED, error: reason })),
  );
  if (cancelled.length > 0) {
    tx.emit(notificationsSettled, {
      outcomes: cancelled.map((row) => ({
        notificationId: row.id,
        purpose: row.purpose,
        relatedType: row.relatedType,
        relatedId: row.relatedId,
        status: "CANCELLED" as const,
        reason,
        at: tx.now.toISOString(),
      })),
    });
  }
  return cancelled.length;
}
