import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, InputType } from "type-graphql";
import { orderOf } from "../core/index.ts";
import { caseConditions, CaseFilter, SlaCaseKind, type FilterFacts } from "../sla/index.ts";
import type { Feedback } from "./feedback.entity.ts";
import { FeedbackKind, FeedbackSource, FeedbackStatus } from "./feedback.enums.ts";

export enum FeedbackOrderField {
  DUE_AT = "dueAt",
  RECEIVED_AT = "receivedAt",
  CLOSED_AT = "closedAt",
  STATUS = "status",
  REFERENCE = "reference",
}
export const FeedbackOrder = orderOf("Feedback", FeedbackOrderField, "inquiries and feedback");

@InputType({ description: "Which inquiries and feedback. What is left out does not narrow." })
export class FeedbackFilter extends CaseFilter {
  @Field(() => [FeedbackKind], { nullable: true, description: "Of any of these kinds." })
  kind?: FeedbackKind[];

  @Field(() => [FeedbackStatus], { nullable: true, description: "In any of these statuses." })
  status?: FeedbackStatus[];

  @Field(() => [FeedbackSource], { nullable: true, description: "From any of these sources." })
  source?: FeedbackSource[];
}

const lists = { kind: "kind", status: "status", source: "source" } as const satisfies Partial<
  Record<keyof FeedbackFilter, keyof Feedback>
>;

const kinds = [SlaCaseKind.INQUIRY, SlaCaseKind.FEEDBACK] as const;

/** FB-9: the one meaning of the filter, for the list and for whoever counts. */
export function feedbackCondition(
  filter: FeedbackFilter | undefined | null,
  facts: FilterFacts,
): FilterQuery<Feedback> {
  const all = filter ? caseConditions(filter, facts, lists, kinds) : [];
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<Feedback>;
}
