import { Field, ID, InputType } from "type-graphql";
import { DateTimeRange, searchCondition, within } from "../core/index.ts";
import { SlaOutcome } from "./outcome.rules.ts";
import { outcomeCondition } from "./outcome.sql.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/** What everything with an owner and a deadline is found by. */
@InputType({ description: "What work with an owner and a deadline is found by." })
export abstract class WorkFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [ID], { nullable: true, description: "Owned by any of these users." })
  assigneeId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Owned by the caller, or not." })
  isMine?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Owned by nobody, or by somebody." })
  isUnassigned?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Neither closed nor called off, or ended." })
  isOpen?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Open and past the deadline, or not." })
  isOverdue?: boolean;

  @Field(() => [SlaOutcome], {
    nullable: true,
    description: "Whose deadline for settling was kept, or missed; what is not decided yet is in neither (SLA-21).",
  })
  slaOutcome?: SlaOutcome[];

  @Field(() => DateTimeRange, { nullable: true, description: "Due in this span." })
  dueAt?: DateTimeRange;
}

/** What cases of every kind are found by; a module adds its own. */
@InputType({ description: "What cases are found by." })
export abstract class CaseFilter extends WorkFilter {
  @Field(() => [ID], { nullable: true, description: "About any of these physicians." })
  physicianId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these patients." })
  patientId?: string[];

  @Field(() => DateTimeRange, { nullable: true, description: "Received in this span." })
  receivedAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Closed in this span." })
  closedAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Words of the reference or the subject, in any spelling." })
  search?: string;
}

export interface FilterFacts {
  readonly now: Date;
  /** Whoever asks. */
  readonly userId: string | null;
}
/** Lists of values that a filter names: its key → property of the row. */
type ValueLists = Readonly<Record<string, string>>;

/** The conditions of the common part, of the module's lists of values, and of its spans of time. */
export function workConditions<Filter extends WorkFilter>(
  filter: Filter,
  { now, userId }: FilterFacts,
  kinds: readonly SlaCaseKind[],
  lists: ValueLists,
  spans: readonly string[],
): object[] {
  const all: object[] = [];
  const given = filter as Readonly<Record<string, unknown>>;
  const places = { hospitalId: "hospital", departmentId: "department", assigneeId: "assignee" };
  for (const [name, property] of Object.entries({ ...places, ...lists })) {
    const values = given[name] as readonly unknown[] | null | undefined;
    if (values) all.push({ [property]: { $in: [...values] } });
  }
  if (filter.isMine === true) all.push({ assignee: userId });
  if (filter.isMine === false) all.push({ $or: [{ assignee: null }, { assignee: { $ne: userId } }] });
  if (filter.isUnassigned != null) all.push({ assignee: filter.isUnassigned ? null : { $ne: null } });
  if (filter.isOpen != null) all.push({ closedAt: filter.isOpen ? null : { $ne: null } });
  if (filter.isOverdue === true) all.push({ closedAt: null, dueAt: { $lt: now } });
  if (filter.isOverdue === false) {
    all.push({ $or: [{ closedAt: { $ne: null } }, { dueAt: null }, { dueAt: { $gte: now } }] });
  }
  if (filter.slaOutcome) all.push(outcomeCondition(kinds, filter.slaOutcome, now));
  for (const name of ["dueAt", ...spans]) {
    const span = within(given[name] as DateTimeRange | undefined);
    if (span) all.push({ [name]: span });
  }
  return all;
}

export function caseConditions<Filter extends CaseFilter>(
  filter: Filter,
  facts: FilterFacts,
  lists: ValueLists,
  kinds: readonly SlaCaseKind[],
): object[] {
  const about = { physicianId: "physician", patientId: "patient", ...lists };
  const all = workConditions(filter, facts, kinds, about, ["receivedAt", "closedAt"]);
  const searched = searchCondition(["reference", "subject"], filter.search);
  return searched ? [...all, searched] : all;
}
