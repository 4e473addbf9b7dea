import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity, Language, Scoped } from "../core/index.ts";
import { Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { FeedbackKind, FeedbackSource, FeedbackStatus } from "./feedback.enums.ts";

const unfiltered = { filters: { scope: false } } as const;

@ObjectType({ description: "An inquiry, a compliment, a suggestion or a comment (F7.2)." })
@Entity({ tableName: "feedback" })
@Scoped({ hospital: "hospital", department: "department", physician: "physician", owner: ["assignee", "registeredBy"] })
@Index({ name: "feedback_open_due", properties: ["dueAt", "id"], where: "closed_at is null" })
@Index({
  name: "feedback_folded",
  expression: `create index "feedback_folded" on "feedback" using gin (fold_text("reference" || ' ' || "subject") gin_trgm_ops)`,
})
@Index({ properties: ["kind", "receivedAt", "id"] })
@Index({ properties: ["receivedAt", "id"] })
@Index({ properties: ["hospital", "receivedAt", "id"] })
@Index({ properties: ["department", "receivedAt", "id"] })
@Index({ properties: ["physician", "receivedAt", "id"] })
@Index({ properties: ["assignee", "receivedAt", "id"] })
@Index({ properties: ["registeredBy", "receivedAt", "id"] })
@Index({ properties: ["patient", "receivedAt"] })
export class Feedback extends EditableEntity {
  @Field(() => String, {
    description: "Readable number: INQ-2026-000123 for inquiries, FDB-2026-000123 for the others.",
  })
  @Property({ type: "text", unique: true })
  reference!: string;

  @Field(() => FeedbackKind, { description: "What it is." })
  @Enum({ items: () => FeedbackKind, type: "text" })
  kind!: FeedbackKind;

  @Field(() => String, { description: "What it is about, in one line, without names." })
  @Property({ type: "text" })
  subject!: string;

  /** FB-4: what was said may name people: encrypted (F2.4). */
  @Property({ type: "blob" })
  descriptionSealed!: Buffer;

  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict", ...unfiltered })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @ManyToOne({ entity: () => Physician, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  physician?: Ref<Physician> | null;

  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  patient?: Ref<Patient> | null;

  @Field(() => FeedbackSource, { description: "By which way it came in." })
  @Enum({ items: () => FeedbackSource, type: "text" })
  source!: FeedbackSource;

  @Property({ type: "blob", nullable: true })
  contactNameSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  contactMobileSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  contactEmailSealed?: Buffer | null;

  @Field(() => Language, { description: "Language in which the person is answered." })
  @Enum({ items: () => Language, type: "text", default: Language.AR })
  language: Opt<Language> = Language.AR;

  @Field(() => Date, { description: "When the hospital got it; its clocks count from here." })
  @Property({ type: "timestamptz" })
  receivedAt!: Date;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  registeredBy?: Ref<User> | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  assignee?: Ref<User> | null;

  @Field(() => FeedbackStatus, { description: "Where it stands." })
  @Enum({ items: () => FeedbackStatus, type: "text", default: FeedbackStatus.OPEN })
  status: Opt<FeedbackStatus> = FeedbackStatus.OPEN;

  @Field(() => Date, {
    nullable: true,
    description: "Earliest deadline that is not met yet; empty when no rule sets one.",
  })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Field(() => Int, { description: "Highest level of the escalation chain that it rose to; 0 for none." })
  @Property({ type: "smallint", default: 0 })
  escalationLevel: Opt<number> = 0;

  @Field(() => Date, { nullable: true, description: "When the person was answered, last." })
  @Property({ type: "timestamptz", nullable: true })
  answeredAt?: Date | null;

  @Property({ type: "blob", nullable: true })
  answerSealed?: Buffer | null;

  @Field(() => Date, { nullable: true, description: "When it was closed, converted or called off." })
  @Property({ type: "timestamptz", nullable: true })
  closedAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "The complaint that it became." })
  @Property({ type: "uuid", nullable: true })
  complaintId?: string | null;

  @Property({ type: "uuid", nullable: true, unique: true })
  clientMutationId?: string | null;
}
