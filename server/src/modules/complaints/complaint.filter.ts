import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { orderOf } from "../core/index.ts";
import { caseConditions, CaseFilter, SlaCaseKind } from "../sla/index.ts";
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
export class ComplaintFilter extends CaseFilter {
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
}

const lists = {
  categoryId: "category",
  status: "status",
  severity: "severity",
  priority: "priority",
  source: "source",
  outcome: "outcome",
} as const satisfies Partial<Record<keyof ComplaintFilter, keyof Complaint>>;

/** CM-9, CM-18: the one meaning of the filter, for the list and for whoever counts. */
export function complaintCondition(
  filter: ComplaintFilter | undefined | null,
  facts: { readonly now: Date; readonly userId: string | null },
): FilterQuery<Complaint> {
  if (!filter) return {};
  const all = caseConditions(filter, facts, lists, [SlaCaseKind.COMPLAINT]);
  if (filter.isPaused != null) all.push({ pausedAt: filter.isPaused ? { $ne: null } : null });
  if (filter.isEscalated != null) all.push({ escalationLevel: filter.isEscalated ? { $gt: 0 } : 0 });
  if (filter.isDissatisfied != null) all.push({ isDissatisfied: filter.isDissatisfied });
  if (filter.isResolutionAnswered != null) {
    all.push({ isDissatisfied: filter.isResolutionAnswered ? { $ne: null } : null });
  }
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<Complaint>;
}
