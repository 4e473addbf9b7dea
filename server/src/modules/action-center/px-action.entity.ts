import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department, Hospital, Patient } from "../organizations/index.ts";
import { PxActionPriority, PxActionSource, PxActionStatus, RoutingTarget } from "./px-action.enums.ts";
import { RoutingRule } from "./routing-rule.entity.ts";

/** The names of its people are shown to whoever sees the action: see people.loader.ts. */
const unfiltered = { filters: { scope: false } } as const;

/** PX-1: `source` and `sourceId` together are unique, so that nothing opens two actions, whoever comes at the same time. */
@ObjectType({
  description: "Something that somebody has to put right, before a deadline, with evidence and approval (F8).",
})
@Entity({ tableName: "px_action" })
@Scoped({ hospital: "hospital", department: "department", owner: "assignee" })
@Unique({ properties: ["source", "sourceId"] })
@Index({
  name: "px_action_folded",
  expression: `create index "px_action_folded" on "px_action" using gin (fold_text("reference" || ' ' || "title_en" || ' ' || "title_ar") gin_trgm_ops)`,
})
@Index({ name: "px_action_open_due", properties: ["dueAt", "id"], where: "closed_at is null" })
@Index({ name: "px_action_open_hospital", properties: ["hospital", "dueAt"], where: "closed_at is null" })
@Index({ name: "px_action_open_department", properties: ["department", "dueAt"], where: "closed_at is null" })
@Index({ name: "px_action_open_assignee", properties: ["assignee", "dueAt"], where: "closed_at is null" })
@Index({
  name: "px_action_open_still",
  properties: ["dueAt", "id"],
  where: "closed_at is null and (paused_at is not null or due_at is null)",
})
@Index({ properties: ["dueAt", "id"] })
@Index({ properties: ["createdAt", "id"] })
@Index({ properties: ["hospital", "createdAt"] })
@Index({ properties: ["department", "createdAt"] })
@Index({ properties: ["assignee", "createdAt"] })
@Index({ properties: ["patient"] })
@Index({ properties: ["routingRule"] })
@Index({ properties: ["requestedBy"] })
@Index({ properties: ["approvedBy"] })
@Index({ properties: ["surveyInstanceId"] })
@Index({ properties: ["journeyId"] })
@Index({ properties: ["complaintId"] })
export class PxAction extends EditableEntity {
  @Field(() => String, { description: "Readable number, e.g. PXA-2026-000123." })
  @Property({ type: "text", unique: true })
  reference!: string;

  @Field(() => String, { description: "What it is about, in Arabic." })
  @Property({ type: "text" })
  titleAr!: string;

  @Field(() => String, { description: "What it is about, in English." })
  @Property({ type: "text" })
  titleEn!: string;

  @Field(() => String, { nullable: true, description: "What to do, in the words of who opened it." })
  @Property({ type: "text", nullable: true })
  description?: string | null;

  @Field(() => PxActionSource, { description: "What it came from." })
  @Enum({ items: () => PxActionSource, type: "text" })
  source!: PxActionSource;

  @Field(() => ID, { nullable: true, description: "The thing it came from." })
  @Property({ type: "uuid", nullable: true })
  sourceId?: string | null;

  @Field(() => PxActionPriority, { description: "How much it presses." })
  @Enum({ items: () => PxActionPriority, type: "text" })
  priority!: PxActionPriority;

  /** See `priorityRank`. */
  @Property({ type: "smallint" })
  priorityRank!: number;

  @Field(() => PxActionStatus, { description: "Where it stands." })
  @Enum({ items: () => PxActionStatus, type: "text", default: PxActionStatus.OPEN })
  status: Opt<PxActionStatus> = PxActionStatus.OPEN;

  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict", ...unfiltered })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  /** PX-4: empty when nobody could be found; such actions are listed as unassigned and still escalate. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  assignee?: Ref<User> | null;

  /** For actions opened by hand; the others know their patient through the survey. */
  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  patient?: Ref<Patient> | null;

  @Property({ type: "uuid", nullable: true })
  surveyInstanceId?: string | null;

  @Property({ type: "uuid", nullable: true })
  journeyId?: string | null;

  @Property({ type: "uuid", nullable: true })
  complaintId?: string | null;

  @Field(() => Date, { description: "When what it is about came in; its deadline counts from here." })
  @Property({ type: "timestamptz" })
  receivedAt!: Date;

  /** PX-8: kept from the clocks of the SLA engine. */
  @Field(() => Date, {
    nullable: true,
    description:
      "When it has to be closed; empty while it is paused, unless it was late before, and where no policy fits.",
  })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "Since when its clock rests; empty while it runs." })
  @Property({ type: "timestamptz", nullable: true })
  pausedAt?: Date | null;

  @ManyToOne({ entity: () => RoutingRule, ref: true, nullable: true, deleteRule: "set null", ...unfiltered })
  routingRule?: Ref<RoutingRule> | null;

  @Property({ type: "text", nullable: true })
  routingRuleNameAr?: string | null;

  @Property({ type: "text", nullable: true })
  routingRuleNameEn?: string | null;

  @Enum({ items: () => RoutingTarget, type: "text", nullable: true })
  routingTarget?: RoutingTarget | null;

  @Field(() => Int, { description: "Highest level of the escalation chain that it rose to; 0 for none." })
  @Property({ type: "smallint", default: 0 })
  escalationLevel: Opt<number> = 0;

  @Field(() => Boolean, { description: "Closing it needs at least one piece of evidence." })
  @Property({ type: "boolean", default: false })
  isEvidenceRequired: Opt<boolean> = false;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  requestedBy?: Ref<User> | null;

  @Field(() => Date, { nullable: true, description: "When approval was asked for, last." })
  @Property({ type: "timestamptz", nullable: true })
  requestedAt?: Date | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  approvedBy?: Ref<User> | null;

  @Field(() => Date, { nullable: true, description: "When it ended: closed or cancelled." })
  @Property({ type: "timestamptz", nullable: true })
  closedAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Minutes by which it was closed too late; 0 in time, empty while open, when cancelled and where nothing was due.",
  })
  @Property({ type: "integer", nullable: true })
  closeMissMinutes?: number | null;
}
