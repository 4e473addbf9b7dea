import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { BaseEntity, Language, Scoped, scopeFilter } from "../core/index.ts";
import { Channel, Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import { SurveyStatus, ThresholdSource } from "./survey.status.ts";

/**
 * The scope of a survey is its own; without this each list would join all of these tables only to ask their scope again (measured on
 * 300,000 surveys: a department manager's list took up to ten times as long). Their own filter still counts when they are loaded.
 */
const unjoined = { filters: { [scopeFilter]: false } };

/**
 * One invitation of one patient, pinned to one version (SV-1). Journey and stage live in a higher module, so their ids are plain
 * and their words are kept here: a list of surveys needs no join upwards.
 */
@ObjectType({ description: "A survey of one patient: its invitation, its answers and its score." })
@Entity({ tableName: "survey_instance" })
@Scoped({ hospital: "hospital", department: "department", physician: "physician" })
@Index({ properties: ["createdAt", "id"] })
@Index({ properties: ["hospital", "createdAt", "id"] })
@Index({ properties: ["department", "createdAt", "id"] })
@Index({ properties: ["physician", "createdAt", "id"] })
@Index({ properties: ["patient"] })
@Index({ properties: ["template", "createdAt", "id"] })
@Index({ properties: ["templateVersion"] })
@Index({ properties: ["journeyId"] })
@Index({ name: "survey_instance_complaint", properties: ["complaintId"], where: "complaint_id is not null" })
@Index({ properties: ["encounterId"] })
@Index({ properties: ["stageCode", "createdAt", "id"] })
@Index({ properties: ["status", "createdAt", "id"] })
@Index({ name: "survey_instance_sent", properties: ["sentAt", "id"], where: "sent_at is not null" })
@Index({ name: "survey_instance_answered", properties: ["answeredAt", "id"], where: "answered_at is not null" })
@Index({ name: "survey_instance_score", properties: ["score", "id"], where: "score is not null" })
@Index({ name: "survey_instance_negative", properties: ["answeredAt", "id"], where: "is_negative" })
@Index({ name: "survey_instance_to_expire", properties: ["expiresAt"], where: "status in ('SENT', 'OPENED')" })
@Index({ name: "survey_instance_to_remind", properties: ["nextReminderAt"], where: "next_reminder_at is not null" })
export class SurveyInstance extends BaseEntity {
  @ManyToOne({ ...unjoined, entity: () => Hospital, ref: true, deleteRule: "restrict" })
  hospital!: Ref<Hospital>;

  @ManyToOne({ ...unjoined, entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;

  @ManyToOne({ ...unjoined, entity: () => Physician, ref: true, nullable: true, deleteRule: "restrict" })
  physician?: Ref<Physician> | null;

  @ManyToOne({ ...unjoined, entity: () => Patient, ref: true, deleteRule: "restrict" })
  patient!: Ref<Patient>;

  @ManyToOne({ ...unjoined, entity: () => SurveyTemplate, ref: true, deleteRule: "restrict" })
  template!: Ref<SurveyTemplate>;

  /** Null only when nothing was published at that time; then it is SUPPRESSED. */
  @ManyToOne({ ...unjoined, entity: () => SurveyTemplateVersion, ref: true, nullable: true, deleteRule: "restrict" })
  templateVersion?: Ref<SurveyTemplateVersion> | null;

  @Field(() => ID, { nullable: true, description: "The journey it belongs to." })
  @Property({ type: "uuid", nullable: true })
  journeyId?: string | null;

  /** Unique: a stage gets one survey, however often its completion is processed. */
  @Unique()
  @Property({ type: "uuid", nullable: true })
  stageInstanceId?: string | null;

  @Field(() => ID, { nullable: true, description: "The complaint whose resolution it asks about." })
  @Property({ type: "uuid", nullable: true })
  complaintId?: string | null;

  @Field(() => String, { nullable: true, description: "Encounter of the HIS." })
  @Property({ type: "text", nullable: true })
  encounterId?: string | null;

  @Field(() => String, { nullable: true, description: "EMS, INPATIENT or OPD." })
  @Property({ type: "text", nullable: true })
  journeyType?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the stage that it asks about." })
  @Property({ type: "text", nullable: true })
  stageCode?: string | null;

  @Field(() => String, { nullable: true, description: "Name of that stage in Arabic." })
  @Property({ type: "text", nullable: true })
  stageNameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name of that stage in English." })
  @Property({ type: "text", nullable: true })
  stageNameEn?: string | null;

  @Property({ type: "timestamptz", nullable: true })
  occurredAt?: Date | null;

  @Field(() => SurveyStatus, { description: "Where it stands." })
  @Enum({ items: () => SurveyStatus, type: "text" })
  status!: SurveyStatus;

  @Field(() => Language, { description: "Language of the invitation, later the one the patient chose in the form." })
  @Enum({ items: () => Language, type: "text" })
  language!: Language;

  @Field(() => Channel, { nullable: true, description: "Channel of the invitation." })
  @Enum({ items: () => Channel, type: "text", nullable: true })
  channel?: Channel | null;

  /** SV-13, SV-14: SHA-256 of the link's token; the token itself is derived when a message needs it. */
  @Unique()
  @Property({ type: "blob" })
  tokenHash!: Buffer;

  @Field(() => Date, { nullable: true, description: "When the first message went out, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  sentAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When the link was first opened, UTC; also by a mail scanner." })
  @Property({ type: "timestamptz", nullable: true })
  openedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was answered, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  answeredAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "End of the link, UTC; set when it is sent." })
  @Property({ type: "timestamptz", nullable: true })
  expiresAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  nextReminderAt?: Date | null;

  @Field(() => Int, { description: "Reminders that went out." })
  @Property({ type: "integer", default: 0 })
  remindersSent: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: "Why the last message was not sent: a code, e.g. NO_CONSENT." })
  @Property({ type: "text", nullable: true })
  suppressionReason?: string | null;

  @Field(() => String, { nullable: true, description: "Why it was cancelled." })
  @Property({ type: "text", nullable: true })
  cancelReason?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "0–100 (NPS rule: −100–100); empty when nothing that counts was answered.",
  })
  @Property({ type: "double", nullable: true })
  score?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "The score lies below the threshold; empty until it is answered.",
  })
  @Property({ type: "boolean", nullable: true })
  isNegative?: boolean | null;

  @Field(() => Float, { nullable: true, description: "The threshold that counted when it was answered." })
  @Property({ type: "double", nullable: true })
  threshold?: number | null;

  @Field(() => ThresholdSource, { nullable: true, description: "Whose threshold that was." })
  @Enum({ items: () => ThresholdSource, type: "text", nullable: true })
  thresholdSource?: ThresholdSource | null;

  @Field(() => Boolean, { description: "The patient wrote something." })
  @Property({ type: "boolean", default: false })
  hasComment: Opt<boolean> = false;

  /** Sealed: what was answered so far may name people. Dropped when it is answered, expired or cancelled. */
  @Property({ type: "blob", nullable: true, lazy: true })
  draftAnswersSealed?: Buffer | null;
}
