import { defineEvent } from "../core/index.ts";
import type { NotificationPurpose } from "./notification.enums.ts";

export interface SettledNotification {
  readonly notificationId: string;
  readonly purpose: `${NotificationPurpose}`;
  readonly relatedType: string;
  readonly relatedId: string;
  readonly status: "SENT" | "SUPPRESSED" | "DEAD" | "CANCELLED";
  /** Why it was not sent. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What became of messages, once per batch. A DEAD one may still become SENT when somebody retries it. */
export const notificationsSettled = defineEvent<{ readonly outcomes: readonly SettledNotification[] }>(
  "notifications.settled",
);
