import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity, Language, Scoped } from "../core/index.ts";
import { Channel, Hospital, Patient } from "../organizations/index.ts";
import { NotificationPurpose, NotificationStatus } from "./notification.enums.ts";

/** A message that is to reach one person: the work row. What became of each attempt stands in NotificationLog. */
@Entity({ tableName: "notification" })
@Scoped({ hospital: "hospital" })
@Index({ name: "notification_due", properties: ["availableAt"], where: "status in ('QUEUED', 'FAILED', 'SENDING')" })
@Index({ name: "notification_fatigue", properties: ["patient", "settledAt"] })
@Index({ properties: ["relatedId"] })
@Index({ properties: ["hospital"] })
@Index({ properties: ["user"] })
export class Notification extends BaseEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict" })
  hospital!: Ref<Hospital>;

  @Enum({ items: () => NotificationPurpose, type: "text" })
  purpose!: NotificationPurpose;

  @Enum({ items: () => Channel, type: "text" })
  channel!: Channel;

  /** Either a patient … */
  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict" })
  patient?: Ref<Patient> | null;

  /** … or a member of staff, who is written to by e-mail. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict" })
  user?: Ref<User> | null;

  /** … or a contact that is neither: encrypted phone number and e-mail. */
  @Property({ type: "blob", nullable: true })
  contactSealed?: Buffer | null;

  /** What it is about: SurveyInstance, PxAction, Complaint. */
  @Property({ type: "text" })
  relatedType!: string;

  @Property({ type: "uuid" })
  relatedId!: string;

  /** Null: the receiver's own at the moment of sending. */
  @Enum({ items: () => Language, type: "text", nullable: true })
  language?: Language | null;

  /** What the template's placeholders stand for, as encrypted JSON: it holds the patient's personal link. */
  @Property({ type: "blob" })
  dataSealed!: Buffer;

  @Enum({ items: () => NotificationStatus, type: "text", default: NotificationStatus.QUEUED })
  status: Opt<NotificationStatus> = NotificationStatus.QUEUED;

  @Property({ type: "integer", default: 0 })
  attempts: Opt<number> = 0;

  /** Not before. Claiming moves it on: the lease. */
  @Property({ type: "timestamptz" })
  availableAt!: Date;

  /** While SENDING: until when the gateway's answer is waited for. After that nobody knows (NO-10). */
  @Property({ type: "timestamptz", nullable: true })
  sendingUntil?: Date | null;

  /** Of no use to the receiver after this. */
  @Property({ type: "timestamptz", nullable: true })
  sendBefore?: Date | null;

  /** Why it was not sent. */
  @Property({ type: "text", nullable: true })
  error?: string | null;

  /** Withdrawn while a gateway had it: it is not tried again. */
  @Property({ type: "text", nullable: true })
  cancelReason?: string | null;

  /** When it was sent, suppressed, cancelled or given up; while SENDING: when that began, so that it counts for the fatigue rule. */
  @Property({ type: "timestamptz", nullable: true })
  settledAt?: Date | null;
}
