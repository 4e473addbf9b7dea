import { describeFailure, nextAttempt, PermanentError, sql, type BatchJobContract } from "../core/index.ts";
import { NotificationStatus } from "./notification.enums.ts";
import { notificationsSettled } from "./notification.events.ts";
import { writeLog } from "./notification-log.writer.ts";
import { lockNotifications } from "./notification.rows.ts";

/** Sends what is due. A row that is still SENDING when its time is up lost contact with its gateway (NO-10). */
export const notificationsContract: BatchJobContract = {
  kind: "batch",
  name: "notifications",
  batchSize: 100,
  // Four at once do 1.9 times what two do (measured on two cores): a batch waits for PostgreSQL half its time.
  concurrency: 4,
  async claim(tx, limit, leaseSeconds) {
    const rows = await sql<{ id: string }>(
      tx.em,
      `update notification set available_at = $1::timestamptz + make_interval(secs => $2)
        where id in (select id from notification where status in ('QUEUED', 'FAILED', 'SENDING') and available_at <= $1
                      order by available_at limit $3 for update skip locked)
        returning id`,
      [tx.now, leaseSeconds, limit],
    );
    return rows.map((row) => row.id);
  },
  /** Something of ours failed before the message went out. */
  async settleFailure(tx, id, error) {
    const [row] = await lockNotifications(tx, [id]);
    if (row?.status !== NotificationStatus.QUEUED && row?.status !== NotificationStatus.FAILED) return;
    const attempts = row.attempts + 1;
    const next = nextAttempt(attempts, error instanceof PermanentError ? "permanent" : "ours", tx.now);
    const status = next.isDead ? NotificationStatus.DEAD : NotificationStatus.FAILED;
    const reason = describeFailure(error);
    await sql(
      tx.em,
      "update notification set status = $2, attempts = $3, available_at = $4, error = $5, settled_at = $6 where id = $1",
      [id, status, attempts, next.availableAt, reason, next.isDead ? tx.now : null],
    );
    await writeLog(tx, [{ row, status, attempt: attempts, error: reason }]);
    if (!next.isDead) return;
    tx.emit(notificationsSettled, {
      outcomes: [
        {
          notificationId: id,
          purpose: row.purpose,
          relatedType: row.relatedType,
          relatedId: row.relatedId,
          status: "DEAD",
          reason,
          at: tx.now.toISOString(),
        },
      ],
    });
  },
};
