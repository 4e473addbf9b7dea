import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { containing, DateTimeRange, orderOf, within } from "../core/index.ts";
import type { Complaint } from "./complaint.entity.ts";
import {
  ComplaintOutcome,
  ComplaintPriority,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from "./complaint.enums.ts";

export enum ComplaintOrderField {
  DUE_AT = "dueAt",
  RECEIVED_AT = "receivedAt",
  CLOSED_AT = "closedAt",
  SEVERITY = "severityRank",
  PRIORITY = "priorityRank",
  STATUS = "status",
  REFERENCE = "reference",
  ESCALATION_LEVEL = "escalationLevel",
}
export const ComplaintOrder = orderOf("Complaint", ComplaintOrderField, "complaints");

@InputType({ description: "Which complaints. What is left out does not narrow." })
export class ComplaintFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [ID], { nullable: true, description: "About any of these physicians." })
  physicianId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these patients." })
  patientId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these categories; those below are not included." })
  categoryId?: string[];

  @Field(() => [ComplaintStatus], { nullable: true, description: "In any of these statuses." })
  status?: ComplaintStatus[];

  @Field(() => [ComplaintSeverity], { nullable: true, description: "Of any of these severities." })
  severity?: ComplaintSeverity[];

  @Field(() => [ComplaintPriority], { nullable: true, description: "Of any of these priorities." })
  priority?: ComplaintPriority[];

  @Field(() => [ComplaintSource], { nullable: true, description: "From any of these sources." })
  source?: ComplaintSource[];

  @Field(() => [ComplaintOutcome], { nullable: true, description: "With any of these outcomes." })
  outcome?: ComplaintOutcome[];

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

  @Field(() => Boolean, { nullable: true, description: "Its clock stands still, or not." })
  isPaused?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Rose to a level of the escalation chain, or not." })
  isEscalated?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "The complainant is dissatisfied with the resolution, or satisfied.",
  })
  isDissatisfied?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "The complainant said how they find the resolution, or did not.",
  })
  isResolutionAnswered?: boolean;

  @Field(() => DateTimeRange, { nullable: true, description: "Due in this span." })
  dueAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Received in this span." })
  receivedAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Closed in this span." })
  closedAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Part of the reference or the subject." })
  search?: string;
}

const lists = {
  hospitalId: "hospital",
  departmentId: "department",
  physicianId: "physician",
  patientId: "patient",
  categoryId: "category",
  status: "status",
  severity: "severity",
  priority: "priority",
  source: "source",
  outcome: "outcome",
  assigneeId: "assignee",
} as const satisfies Partial<Record<keyof ComplaintFilter, keyof Complaint>>;

/** CM-9, CM-18: the one meaning of the filter, for the list and for whoever counts. */
export function complaintCondition(
  filter: ComplaintFilter | undefined | null,
  facts: { readonly now: Date; readonly userId: string | null },
): FilterQuery<Complaint> {
  if (!filter) return {};
  const all: object[] = [];
  for (const [name, property] of Object.entries(lists)) {
    const values = filter[name as keyof typeof lists];
    if (values) all.push({ [property]: { $in: [...values] } });
  }
  if (filter.isMine === true) all.push({ assignee: facts.userId });
  if (filter.isMine === false) all.push({ $or: [{ assignee: null }, { assignee: { $ne: facts.userId } }] });
  if (filter.isUnassigned != null) all.push({ assignee: filter.isUnassigned ? null : { $ne: null } });
  if (filter.isOpen != null) all.push({ closedAt: filter.isOpen ? null : { $ne: null } });
  if (filter.isPaused != null) all.push({ pausedAt: filter.isPaused ? { $ne: null } : null });
  if (filter.isEscalated != null) all.push({ escalationLevel: filter.isEscalated ? { $gt: 0 } : 0 });
  if (filter.isDissatisfied != null) all.push({ isDissatisfied: filter.isDissatisfied });
  if (filter.isResolutionAnswered != null) {
    all.push({ isDissatisfied: filter.isResolutionAnswered ? { $ne: null } : null });
  }
  if (filter.isOverdue === true) all.push({ closedAt: null, dueAt: { $lt: facts.now } });
  if (filter.isOverdue === false) {
    all.push({ $or: [{ closedAt: { $ne: null } }, { dueAt: null }, { dueAt: { $gte: facts.now } }] });
  }
  for (const name of ["dueAt", "receivedAt", "closedAt"] as const) {
    const span = within(filter[name]);
    if (span) all.push({ [name]: span });
  }
  if (filter.search?.trim()) {
    const text = { $ilike: containing(filter.search) };
    all.push({ $or: [{ reference: text }, { subject: text }] });
  }
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<Complaint>;
}
