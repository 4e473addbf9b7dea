import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Language, Scoped } from "../core/index.ts";
import { Channel, Hospital } from "../organizations/index.ts";
import { Backend, NotificationPurpose, NotificationStatus } from "./notification.enums.ts";

/** F6.4: one row per attempt and per decision not to send. Partitioned by month of `createdAt`. */
@ObjectType({ description: "One attempt to send a message, or why it was not sent." })
@Entity({ tableName: "notification_log" })
@Scoped({ hospital: "hospital" })
@Index({ properties: ["createdAt", "id"] })
@Index({ properties: ["hospital", "createdAt"] })
@Index({ properties: ["relatedId"] })
@Index({ properties: ["patientId"] })
export class NotificationLog {
  @Field(() => ID, { description: "UUID, version 7." })
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Field(() => Date, { description: "When it was tried or decided, UTC." })
  @PrimaryKey({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => ID, { description: "The message; its attempts share it." })
  @Property({ type: "uuid" })
  notificationId!: string;

  /** No foreign key: a log row is written hundreds of times a second and outlives nothing that it names. */
  @ManyToOne({ entity: () => Hospital, ref: true, createForeignKeyConstraint: false })
  hospital!: Ref<Hospital>;

  @Field(() => NotificationPurpose, { description: "Why it was sent." })
  @Enum({ items: () => NotificationPurpose, type: "text" })
  purpose!: NotificationPurpose;

  @Field(() => Channel, { description: "Way of sending." })
  @Enum({ items: () => Channel, type: "text" })
  channel!: Channel;

  @Field(() => Backend, { description: "What carried it." })
  @Enum({ items: () => Backend, type: "text" })
  backend!: Backend;

  @Field(() => Int, { description: "Which attempt, from 1; 0 when it was not tried." })
  @Property({ type: "integer" })
  attempt!: number;

  @Field(() => NotificationStatus, { description: "How the attempt ended." })
  @Enum({ items: () => NotificationStatus, type: "text" })
  status!: NotificationStatus;

  @Field(() => String, { nullable: true, description: "The receiver's number or address, masked." })
  @Property({ type: "text", nullable: true })
  recipientMasked?: string | null;

  @Field(() => Language, { description: "Language of the text." })
  @Enum({ items: () => Language, type: "text" })
  language!: Language;

  /** Encrypted: it holds the patient's personal link. */
  @Property({ type: "blob", nullable: true })
  bodySealed?: Buffer | null;

  @Field(() => Int, { nullable: true, description: "SMS segments; empty for other channels." })
  @Property({ type: "integer", nullable: true })
  segments?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was not sent, e.g. NO_CONSENT, FATIGUE, GATEWAY_UNAVAILABLE.",
  })
  @Property({ type: "text", nullable: true })
  error?: string | null;

  @Property({ type: "text" })
  relatedType!: string;

  @Property({ type: "uuid" })
  relatedId!: string;

  @Property({ type: "uuid", nullable: true })
  patientId?: string | null;

  /** P4: the text that was used, and its version. */
  @Property({ type: "uuid", nullable: true })
  templateId?: string | null;

  @Property({ type: "integer", nullable: true })
  templateVersion?: number | null;

  /** The gateway's own number of the message, for asking its operator. */
  @Property({ type: "text", nullable: true })
  providerMessageId?: string | null;
}
