import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity, Language, Scoped } from "../core/index.ts";
import { Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import {
  ComplainantRelation,
  ComplaintOutcome,
  ComplaintPriority,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from "./complaint.enums.ts";

/** The scope of a complaint is its own; what hangs on it is read through it (see complaint.loaders.ts). */
const unfiltered = { filters: { scope: false } } as const;

@ObjectType({ description: "What somebody complains of, and what became of it (F7)." })
@Entity({ tableName: "complaint" })
@Scoped({ hospital: "hospital", department: "department", owner: ["assignee", "registeredBy"] })
@Index({ name: "complaint_open_due", properties: ["dueAt", "id"], where: "closed_at is null" })
@Index({ name: "complaint_open_hospital", properties: ["hospital", "dueAt"], where: "closed_at is null" })
@Index({ name: "complaint_open_department", properties: ["department", "dueAt"], where: "closed_at is null" })
@Index({ name: "complaint_open_assignee", properties: ["assignee", "dueAt"], where: "closed_at is null" })
@Index({
  name: "complaint_folded",
  expression: `create index "complaint_folded" on "complaint" using gin (fold_text("reference" || ' ' || "subject") gin_trgm_ops)`,
})
// The list of all, which is ordered by what is due: those that are closed come last.
@Index({ properties: ["dueAt", "id"] })
@Index({ properties: ["hospital", "dueAt", "id"] })
@Index({ properties: ["receivedAt", "id"] })
@Index({ properties: ["hospital", "receivedAt", "id"] })
@Index({ properties: ["department", "receivedAt", "id"] })
@Index({ properties: ["assignee", "receivedAt", "id"] })
@Index({ properties: ["registeredBy", "receivedAt", "id"] })
@Index({ properties: ["physician", "receivedAt"] })
@Index({ properties: ["category", "receivedAt"] })
@Index({ properties: ["patient", "receivedAt"] })
@Index({ properties: ["mergedInto"] })
@Index({ properties: ["previous"] })
@Index({ properties: ["resolvedBy"] })
@Index({ properties: ["resolutionSurveyId"] })
@Index({ properties: ["surveyInstanceId"] })
@Index({ name: "complaint_closed", properties: ["closedAt", "id"], where: "closed_at is not null" })
export class Complaint extends EditableEntity {
  @Field(() => String, { description: "Readable number, e.g. CMP-2026-000123." })
  @Property({ type: "text", unique: true })
  reference!: string;

  @Field(() => String, { description: "What it is about, in one line, without names." })
  @Property({ type: "text" })
  subject!: string;

  /** CM-12: what was said may name people: encrypted (F2.4). */
  @Property({ type: "blob" })
  descriptionSealed!: Buffer;

  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict", ...unfiltered })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @ManyToOne({ entity: () => Physician, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  physician?: Ref<Physician> | null;

  /** Empty for anonymous complaints and for visitors. */
  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  patient?: Ref<Patient> | null;

  @Field(() => String, { nullable: true, description: "Encounter of the HIS." })
  @Property({ type: "text", nullable: true })
  encounterId?: string | null;

  @Property({ type: "uuid", nullable: true })
  journeyId?: string | null;

  @Property({ type: "uuid", nullable: true })
  stageInstanceId?: string | null;

  /** The survey whose answer it grew from. */
  @Property({ type: "uuid", nullable: true })
  surveyInstanceId?: string | null;

  @Field(() => ComplaintSource, { description: "By which way it came in." })
  @Enum({ items: () => ComplaintSource, type: "text" })
  source!: ComplaintSource;

  @Field(() => String, {
    nullable: true,
    description: "Its number at the ministry, the council or in the other system.",
  })
  @Property({ type: "text", nullable: true })
  externalReference?: string | null;

  @ManyToOne({ entity: () => ComplaintCategory, ref: true, nullable: true, deleteRule: "restrict" })
  category?: Ref<ComplaintCategory> | null;

  @Field(() => ComplaintSeverity, { description: "How bad it is." })
  @Enum({ items: () => ComplaintSeverity, type: "text" })
  severity!: ComplaintSeverity;

  /** See `rankOf`. */
  @Property({ type: "smallint" })
  severityRank!: number;

  @Field(() => ComplaintPriority, { description: "How much it presses." })
  @Enum({ items: () => ComplaintPriority, type: "text" })
  priority!: ComplaintPriority;

  @Property({ type: "smallint" })
  priorityRank!: number;

  @Field(() => Boolean, { description: "The complainant did not want to be named; nobody is written to." })
  @Property({ type: "boolean", default: false })
  isAnonymous: Opt<boolean> = false;

  @Field(() => ComplainantRelation, { description: "Who complains." })
  @Enum({ items: () => ComplainantRelation, type: "text", default: ComplainantRelation.PATIENT })
  relation: Opt<ComplainantRelation> = ComplainantRelation.PATIENT;

  @Property({ type: "blob", nullable: true })
  complainantNameSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  complainantMobileSealed?: Buffer | null;

  @Property({ type: "blob", nullable: true })
  complainantEmailSealed?: Buffer | null;

  @Field(() => Language, { description: "Language in which the complainant is written to." })
  @Enum({ items: () => Language, type: "text", default: Language.AR })
  language: Opt<Language> = Language.AR;

  @Field(() => Date, {
    description: "When the hospital got it; its clocks count from here. May lie before it was written down.",
  })
  @Property({ type: "timestamptz" })
  receivedAt!: Date;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  registeredBy?: Ref<User> | null;

  @Field(() => ComplaintStatus, { description: "Where it stands." })
  @Enum({ items: () => ComplaintStatus, type: "text", default: ComplaintStatus.OPEN })
  status: Opt<ComplaintStatus> = ComplaintStatus.OPEN;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  assignee?: Ref<User> | null;

  @Field(() => Date, {
    nullable: true,
    description:
      "Earliest deadline that is not met yet; empty when there is none, and while its clock stands still in time.",
  })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "Since when the clock stands still, waiting for the complainant." })
  @Property({ type: "timestamptz", nullable: true })
  pausedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When the complainant was told that it arrived." })
  @Property({ type: "timestamptz", nullable: true })
  acknowledgedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When a person first answered the complainant." })
  @Property({ type: "timestamptz", nullable: true })
  firstRespondedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was resolved, last." })
  @Property({ type: "timestamptz", nullable: true })
  resolvedAt?: Date | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  resolvedBy?: Ref<User> | null;

  @Field(() => ComplaintOutcome, { nullable: true, description: "What came out of it." })
  @Enum({ items: () => ComplaintOutcome, type: "text", nullable: true })
  outcome?: ComplaintOutcome | null;

  @Property({ type: "blob", nullable: true })
  resolutionSealed?: Buffer | null;

  @Field(() => Date, { nullable: true, description: "When it was closed, last." })
  @Property({ type: "timestamptz", nullable: true })
  closedAt?: Date | null;

  @Field(() => Int, { description: "Highest level of the escalation chain that it rose to; 0 for none." })
  @Property({ type: "smallint", default: 0 })
  escalationLevel: Opt<number> = 0;

  @Field(() => Int, { description: "How often it was opened again." })
  @Property({ type: "smallint", default: 0 })
  reopenCount: Opt<number> = 0;

  /** CM-16: this one is a duplicate of that one, which goes on. */
  @ManyToOne({ entity: () => Complaint, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  mergedInto?: Ref<Complaint> | null;

  /** CM-10: the closed complaint that came back too late to be reopened. */
  @ManyToOne({ entity: () => Complaint, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  previous?: Ref<Complaint> | null;

  @Property({ type: "uuid", nullable: true })
  resolutionSurveyId?: string | null;

  @Field(() => Float, { nullable: true, description: "How the complainant found the resolution, 0–100." })
  @Property({ type: "double", nullable: true })
  resolutionScore?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "The complainant is dissatisfied with the resolution; empty until they answered.",
  })
  @Property({ type: "boolean", nullable: true })
  isDissatisfied?: boolean | null;

  @Field(() => ID, { nullable: true, description: "The inquiry or the feedback that it was made from." })
  @Property({ type: "uuid", nullable: true })
  convertedFromId?: string | null;

  /** The same registration sent twice opens one complaint. */
  @Property({ type: "uuid", nullable: true, unique: true })
  clientMutationId?: string | null;
}
