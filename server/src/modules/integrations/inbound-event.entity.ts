import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { InboundEventStatus } from "./inbound-event.status.ts";

/**
 * What a hospital's system reported, as it was sent (IN-8), and how far we have come with it. The row is the work item
 * of the pipeline and the record of the event at once. Partitioned by month of `receivedAt`, which is the millisecond in
 * the id: look rows up by id and `receivedAtOf(id)`, then only one partition is touched.
 */
@ObjectType({ description: "An event that a hospital's system sent." })
@Entity({ tableName: "inbound_event" })
@Scoped({ hospital: "hospital" })
@Index({ name: "inbound_event_due", properties: ["availableAt"], where: "status in ('RECEIVED', 'FAILED')" })
@Index({ name: "inbound_event_received", properties: ["receivedAt", "id"] })
@Index({ name: "inbound_event_occurred", properties: ["occurredAt", "id"] })
@Index({ name: "inbound_event_hospital", properties: ["hospital", "receivedAt", "id"] })
@Index({
  name: "inbound_event_trouble",
  properties: ["status", "receivedAt", "id"],
  where: "status in ('UNMATCHED', 'IGNORED', 'FAILED', 'DEAD')",
})
// text_pattern_ops: serves “equals” and “begins with” alike, whatever the database's collation.
@Index({
  name: "inbound_event_encounter",
  expression: "create index inbound_event_encounter on inbound_event (encounter_id text_pattern_ops)",
})
@Index({
  name: "inbound_event_patient",
  expression:
    "create index inbound_event_patient on inbound_event (patient_identifier text_pattern_ops) where patient_identifier is not null",
})
@Index({
  name: "inbound_event_external",
  expression:
    "create index inbound_event_external on inbound_event (external_id text_pattern_ops) where external_id is not null",
})
@Index({ name: "inbound_event_journey", properties: ["journeyId", "occurredAt"], where: "journey_id is not null" })
export class InboundEvent {
  @Field(() => ID, { description: "UUID, version 7." })
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Field(() => Date, { description: "When we stored it, UTC." })
  @PrimaryKey({ type: "timestamptz" })
  receivedAt!: Date;

  @Field(() => String, { description: "The system that sent it." })
  @Property({ type: "text" })
  sourceSystem!: string;

  @Field(() => String, { nullable: true, description: "The sender's own id of the event (event_id)." })
  @Property({ type: "text", nullable: true })
  externalId?: string | null;

  @Field(() => String, { description: "What happened, e.g. LAB_ORDER_COMPLETED." })
  @Property({ type: "text" })
  eventCode!: string;

  @Field(() => String, { description: "The encounter it belongs to." })
  @Property({ type: "text" })
  encounterId!: string;

  @Field(() => String, { nullable: true, description: "The patient's number in the sending system (MRN)." })
  @Property({ type: "text", nullable: true })
  patientIdentifier?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the hospital, as it was sent." })
  @Property({ type: "text", nullable: true })
  hospitalCode?: string | null;

  /** From hospital_code or the key's hospital (IN-7). Unknown until processed otherwise: then only the group sees it. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => Date, { description: "When it happened, UTC, by the sender's clock." })
  @Property({ type: "timestamptz" })
  occurredAt!: Date;

  /** The payload's text exactly as sent, encrypted: it carries names and phone numbers. Null: none was sent. */
  @Property({ type: "blob", nullable: true, lazy: true })
  payloadSealed?: Buffer | null;

  /** The API key or the service account that posted it. */
  @Property({ type: "uuid", nullable: true })
  postedById?: string | null;

  @Property({ type: "text", nullable: true })
  requestId?: string | null;

  @Field(() => InboundEventStatus, { description: "How far it has come." })
  @Enum({ items: () => InboundEventStatus, type: "text", default: InboundEventStatus.RECEIVED })
  status: Opt<InboundEventStatus> = InboundEventStatus.RECEIVED;

  @Field(() => Int, { description: "How often it was tried." })
  @Property({ type: "integer", default: 0 })
  attempts: Opt<number> = 0;

  @Property({ type: "timestamptz" })
  availableAt!: Date;

  @Field(() => String, { nullable: true, description: "Why it was not processed, for programs." })
  @Property({ type: "text", nullable: true })
  errorCode?: string | null;

  @Field(() => String, { nullable: true, description: "Why it was not processed; never patient data." })
  @Property({ type: "text", nullable: true })
  error?: string | null;

  @Field(() => [String], { description: "What is worth knowing about its effect, e.g. LATE, PHYSICIAN_MISSING." })
  @Property({ type: "array", columnType: "text[]", default: [] })
  flags: Opt<string[]> = [];

  @Property({ type: "uuid", nullable: true })
  journeyId?: string | null;

  @Field(() => Date, { nullable: true, description: "When it was processed or ignored, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  processedAt?: Date | null;
}
