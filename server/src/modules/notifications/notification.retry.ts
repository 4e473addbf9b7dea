import { LockMode } from "@mikro-orm/core";
import { failure, findVisible, type Tx } from "../core/index.ts";
import { NotificationStatus } from "./notification.enums.ts";
import { Notification } from "./notification.entity.ts";
import { notificationsContract } from "./notification.jobs.ts";

const retryable: readonly NotificationStatus[] = [
  NotificationStatus.DEAD,
  NotificationStatus.FAILED,
  NotificationStatus.UNCERTAIN,
];

/**
 * NO-12: a person decides that a message is sent again. Consent, contact data, fatigue and quiet hours are still checked; the
 * sending window is not, as that is what the person has judged.
 */
export async function retryNotification(tx: Tx, id: string): Promise<Notification> {
  const notification = await findVisible(tx.em, Notification, id);
  // A worker may be settling it right now: look again under the lock.
  await tx.em.refresh(notification, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const { status } = notification;
  if (!retryable.includes(status) || notification.cancelReason) {
    throw failure(
      "NOT_RETRYABLE",
      "This message is not waiting for a retry.",
      "هذه الرسالة ليست بانتظار إعادة الإرسال.",
      ["id"],
    );
  }
  Object.assign(notification, {
    status: NotificationStatus.QUEUED,
    attempts: 0,
    availableAt: tx.now,
    sendBefore: null,
    error: null,
    settledAt: null,
  });
  tx.audit({
    action: "notification.retried",
    targetType: "Notification",
    targetId: id,
    hospitalId: notification.hospital.id,
    before: { status },
    after: { status: notification.status },
  });
  tx.ring(notificationsContract.name);
  return notification;
}
