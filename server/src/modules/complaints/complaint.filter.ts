import { raw, type FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { orderOf } from "../core/index.ts";
import { caseConditions, CaseFilter, SlaCaseKind, type FilterFacts } from "../sla/index.ts";
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
  @Field(() => [ID], { nullable: true, description: "Of any of these categories, or of one below them." })
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

  @Field(() => Boolean, { nullable: true, description: "About a department, or about none." })
  hasDepartment?: boolean;

  @Field(() => Boolean, { nullable: true, description: "About a physician, or about none." })
  hasPhysician?: boolean;

  @Field(() => Boolean, { nullable: true, description: "With a category, or without one." })
  hasCategory?: boolean;

  @Field(() => Boolean, { nullable: true, description: "With an outcome, or without one." })
  hasOutcome?: boolean;
}

const lists = {
  status: "status",
  severity: "severity",
  priority: "priority",
  source: "source",
  outcome: "outcome",
} as const satisfies Partial<Record<keyof ComplaintFilter, keyof Complaint>>;

/** CM-31: what a complaint may lack. */
const lacks = {
  hasDepartment: "department",
  hasPhysician: "physician",
  hasCategory: "category",
  hasOutcome: "outcome",
} as const satisfies Partial<Record<keyof ComplaintFilter, keyof Complaint>>;

/** CM-30: the categories themselves and everything below them. */
function inCategories(ids: readonly string[]): object {
  if (ids.length === 0) return { category: { $in: [] } };
  const condition = (alias: string) => `${alias}.category_id in (
    with recursive below as (
      select id from complaint_category where id in (${ids.map(() => "?").join(", ")})
      union select c.id from complaint_category c join below b on c.parent_id = b.id
    ) select id from below)`;
  return { [raw(condition, [...ids]) as never]: [] };
}

/** CM-9, CM-18: the one meaning of the filter, for the list and for whoever counts. */
export function complaintCondition(
  filter: ComplaintFilter | undefined | null,
  facts: FilterFacts,
): FilterQuery<Complaint> {
  if (!filter) return {};
  const all = caseConditions(filter, facts, lists, [SlaCaseKind.COMPLAINT]);
  if (filter.categoryId) all.push(inCategories(filter.categoryId));
  for (const [name, property] of Object.entries(lacks)) {
    const has = filter[name as keyof typeof lacks];
    if (has != null) all.push({ [property]: has ? { $ne: null } : null });
  }
  if (filter.isPaused != null) all.push({ pausedAt: filter.isPaused ? { $ne: null } : null });
  if (filter.isEscalated != null) all.push({ escalationLevel: filter.isEscalated ? { $gt: 0 } : 0 });
  if (filter.isDissatisfied != null) all.push({ isDissatisfied: filter.isDissatisfied });
  if (filter.isResolutionAnswered != null) {
    all.push({ isDissatisfied: filter.isResolutionAnswered ? { $ne: null } : null });
  }
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<Complaint>;
}
