import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { DateTimeRange, orderOf, searchCondition, within } from "../core/index.ts";
import { outcomeCondition, SlaCaseKind, SlaOutcome } from "../sla/index.ts";
import { bucketCondition, PxActionBucket } from "./board.rules.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionPriority, PxActionSource, PxActionStatus } from "./px-action.enums.ts";

export enum PxActionOrderField {
  DUE_AT = "dueAt",
  CREATED_AT = "createdAt",
  CLOSED_AT = "closedAt",
  PRIORITY = "priorityRank",
  STATUS = "status",
  REFERENCE = "reference",
  ESCALATION_LEVEL = "escalationLevel",
}
export const PxActionOrder = orderOf("PxAction", PxActionOrderField, "PX actions");

@InputType({ description: "Which PX actions. What is left out does not narrow." })
export class PxActionFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [PxActionStatus], { nullable: true, description: "In any of these statuses." })
  status?: PxActionStatus[];

  @Field(() => [PxActionPriority], { nullable: true, description: "Of any of these priorities." })
  priority?: PxActionPriority[];

  @Field(() => [PxActionSource], { nullable: true, description: "From any of these sources." })
  source?: PxActionSource[];

  @Field(() => [ID], { nullable: true, description: "Owned by any of these users." })
  assigneeId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Owned by the caller, or not." })
  isMine?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Owned by nobody, or by somebody." })
  isUnassigned?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Open and past the deadline, or not." })
  isOverdue?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Rose to a level of the escalation chain, or not." })
  isEscalated?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Neither closed nor cancelled, or ended." })
  isOpen?: boolean;

  @Field(() => [SlaOutcome], {
    nullable: true,
    description: "Whose deadline was kept, or missed; what is not decided yet is in neither (SLA-21).",
  })
  slaOutcome?: SlaOutcome[];

  @Field(() => [PxActionBucket], { nullable: true, description: "In any of these columns of the board." })
  timeToBreach?: PxActionBucket[];

  @Field(() => ID, { nullable: true, description: "From or about this complaint." })
  complaintId?: string;

  @Field(() => ID, { nullable: true, description: "Of this journey." })
  journeyId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "Due in this span." })
  dueAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Opened in this span." })
  createdAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Words of the reference or the title, in any spelling." })
  search?: string;
}

/** PX-9, PX-16: the one meaning of the filter, for the list and for whoever counts. */
export function pxActionCondition(
  filter: PxActionFilter | undefined | null,
  facts: { readonly now: Date; readonly userId: string | null; readonly timeZone?: string },
): FilterQuery<PxAction> {
  if (!filter) return {};
  const all: object[] = [];
  const among = (property: string, values: readonly string[] | undefined) => {
    if (values) all.push({ [property]: { $in: [...values] } });
  };
  among("hospital", filter.hospitalId);
  among("department", filter.departmentId);
  among("status", filter.status);
  among("priority", filter.priority);
  among("source", filter.source);
  among("assignee", filter.assigneeId);
  if (filter.isMine === true) all.push({ assignee: facts.userId });
  if (filter.isMine === false) all.push({ $or: [{ assignee: null }, { assignee: { $ne: facts.userId } }] });
  if (filter.isUnassigned != null) all.push({ assignee: filter.isUnassigned ? null : { $ne: null } });
  if (filter.isOpen != null) all.push({ closedAt: filter.isOpen ? null : { $ne: null } });
  if (filter.isOverdue === true) all.push({ closedAt: null, dueAt: { $lt: facts.now } });
  if (filter.isOverdue === false)
    all.push({ $or: [{ closedAt: { $ne: null } }, { dueAt: null }, { dueAt: { $gte: facts.now } }] });
  if (filter.slaOutcome) all.push(outcomeCondition([SlaCaseKind.ACTION], filter.slaOutcome, facts.now));
  if (filter.timeToBreach)
    all.push({ $or: filter.timeToBreach.map((bucket) => bucketCondition(bucket, facts.now, facts.timeZone)) });
  if (filter.complaintId) all.push({ complaintId: filter.complaintId });
  if (filter.journeyId) all.push({ journeyId: filter.journeyId });
  if (filter.isEscalated != null) all.push({ escalationLevel: filter.isEscalated ? { $gt: 0 } : 0 });
  const dueAt = within(filter.dueAt);
  if (dueAt) all.push({ dueAt });
  const createdAt = within(filter.createdAt);
  if (createdAt) all.push({ createdAt });
  const searched = searchCondition(["reference", "title_en", "title_ar"], filter.search);
  if (searched) all.push(searched);
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<PxAction>;
}
