import { sql, type Language, type Tx } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import type { NotificationPurpose, NotificationStatus } from "./notification.enums.ts";

/** A notification as the bulk statements read it. */
export interface NotificationRow {
  readonly id: string;
  readonly hospitalId: string;
  readonly purpose: NotificationPurpose;
  readonly channel: Channel;
  readonly patientId: string | null;
  readonly userId: string | null;
  readonly contactSealed: Buffer | null;
  readonly relatedType: string;
  readonly relatedId: string;
  readonly language: Language | null;
  readonly dataSealed: Buffer;
  readonly status: NotificationStatus;
  readonly attempts: number;
  readonly availableAt: Date;
  readonly sendingUntil: Date | null;
  readonly sendBefore: Date | null;
  readonly cancelReason: string | null;
}

export const notificationColumns = `n.id, n.hospital_id as "hospitalId", n.purpose, n.channel, n.patient_id as "patientId", n.user_id as "userId",
  n.contact_sealed as "contactSealed", n.related_type as "relatedType", n.related_id as "relatedId", n.language, n.data_sealed as "dataSealed", n.status, n.attempts,
  n.available_at as "availableAt", n.sending_until as "sendingUntil", n.send_before as "sendBefore", n.cancel_reason as "cancelReason"`;

/** Locks the rows of a batch. Found by primary key; what another worker holds is left to it, unless asked to wait. */
export function lockNotifications(
  tx: Tx,
  ids: readonly string[],
  other: "skip locked" | "wait" = "skip locked",
): Promise<NotificationRow[]> {
  return sql<NotificationRow>(
    tx.em,
    `select ${notificationColumns} from notification n where n.id = any($1) order by n.id for update ${other === "wait" ? "" : other}`,
    [ids],
  );
}
