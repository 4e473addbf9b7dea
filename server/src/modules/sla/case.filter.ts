import { Field, ID, InputType } from "type-graphql";
import { DateTimeRange, searchCondition, within } from "../core/index.ts";
import { SlaOutcome } from "./outcome.rules.ts";
import { outcomeCondition } from "./outcome.sql.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/** What cases of every kind are found by; a module adds its own. */
@InputType({ description: "What cases are found by." })
export abstract class CaseFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [ID], { nullable: true, description: "About any of these physicians." })
  physicianId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these patients." })
  patientId?: string[];

  @Field(() => [ID], { nullable: true, description: "Owned by any of these users." })
  assigneeId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Owned by the caller, or not." })
  isMine?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Owned by nobody, or by somebody." })
  isUnassigned?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Not closed yet, or closed." })
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

  @Field(() => DateTimeRange, { nullable: true, description: "Received in this span." })
  receivedAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Closed in this span." })
  closedAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Words of the reference or the subject, in any spelling." })
  search?: string;
}

const places = {
  hospitalId: "hospital",
  departmentId: "department",
  physicianId: "physician",
  patientId: "patient",
  assigneeId: "assignee",
} as const;

/** The conditions of the common part, and of the lists of values that a module names: key of the filter → property of the row. */
export function caseConditions<Filter extends CaseFilter>(
  filter: Filter,
  facts: { readonly now: Date; readonly userId: string | null },
  lists: Readonly<Record<string, string>>,
  kinds: readonly SlaCaseKind[],
): object[] {
  const all: object[] = [];
  const given = filter as Readonly<Record<string, unknown>>;
  for (const [name, property] of Object.entries({ ...places, ...lists })) {
    const values = given[name] as readonly unknown[] | null | undefined;
    if (values) all.push({ [property]: { $in: [...values] } });
  }
  if (filter.isMine === true) all.push({ assignee: facts.userId });
  if (filter.isMine === false) all.push({ $or: [{ assignee: null }, { assignee: { $ne: facts.userId } }] });
  if (filter.isUnassigned != null) all.push({ assignee: filter.isUnassigned ? null : { $ne: null } });
  if (filter.isOpen != null) all.push({ closedAt: filter.isOpen ? null : { $ne: null } });
  if (filter.isOverdue === true) all.push({ closedAt: null, dueAt: { $lt: facts.now } });
  if (filter.isOverdue === false) {
    all.push({ $or: [{ closedAt: { $ne: null } }, { dueAt: null }, { dueAt: { $gte: facts.now } }] });
  }
  if (filter.slaOutcome) all.push(outcomeCondition(kinds, filter.slaOutcome, facts.now));
  for (const name of ["dueAt", "receivedAt", "closedAt"] as const) {
    const span = within(filter[name]);
    if (span) all.push({ [name]: span });
  }
  const searched = searchCondition(["reference", "subject"], filter.search);
  return searched ? [...all, searched] : all;
}
