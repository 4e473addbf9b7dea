import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { DateTimeRange, orderOf, searchCondition } from "../core/index.ts";
import { SlaCaseKind, workConditions, WorkFilter, type FilterFacts } from "../sla/index.ts";
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
export class PxActionFilter extends WorkFilter {
  @Field(() => [PxActionStatus], { nullable: true, description: "In any of these statuses." })
  status?: PxActionStatus[];

  @Field(() => [PxActionPriority], { nullable: true, description: "Of any of these priorities." })
  priority?: PxActionPriority[];

  @Field(() => [PxActionSource], { nullable: true, description: "From any of these sources." })
  source?: PxActionSource[];

  @Field(() => Boolean, { nullable: true, description: "Rose to a level of the escalation chain, or not." })
  isEscalated?: boolean;

  @Field(() => [PxActionBucket], { nullable: true, description: "In any of these columns of the board." })
  timeToBreach?: PxActionBucket[];

  @Field(() => ID, { nullable: true, description: "From or about this complaint." })
  complaintId?: string;

  @Field(() => ID, { nullable: true, description: "Of this journey." })
  journeyId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "Opened in this span." })
  createdAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Words of the reference or the title, in any spelling." })
  search?: string;
}

const lists = {
  status: "status",
  priority: "priority",
  source: "source",
} as const satisfies Partial<Record<keyof PxActionFilter, keyof PxAction>>;

/** PX-9, PX-16: the one meaning of the filter, for the list and for whoever counts. */
export function pxActionCondition(
  filter: PxActionFilter | undefined | null,
  facts: FilterFacts & { readonly timeZone?: string },
): FilterQuery<PxAction> {
  if (!filter) return {};
  const all = workConditions(filter, facts, [SlaCaseKind.ACTION], lists, ["createdAt"]);
  if (filter.timeToBreach)
    all.push({ $or: filter.timeToBreach.map((bucket) => bucketCondition(bucket, facts.now, facts.timeZone)) });
  if (filter.complaintId) all.push({ complaintId: filter.complaintId });
  if (filter.journeyId) all.push({ journeyId: filter.journeyId });
  if (filter.isEscalated != null) all.push({ escalationLevel: filter.isEscalated ? { $gt: 0 } : 0 });
  const searched = searchCondition(["reference", "title_en", "title_ar"], filter.search);
  if (searched) all.push(searched);
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<PxAction>;
}
