import type { FilterQuery } from "@mikro-orm/postgresql";
import { Field, ID, InputType } from "type-graphql";
import { containing, DateTimeRange, orderOf, within } from "../core/index.ts";
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
export class FeedbackFilter {
  @Field(() => [FeedbackKind], { nullable: true, description: "Of any of these kinds." })
  kind?: FeedbackKind[];

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [ID], { nullable: true, description: "About any of these physicians." })
  physicianId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these patients." })
  patientId?: string[];

  @Field(() => [FeedbackStatus], { nullable: true, description: "In any of these statuses." })
  status?: FeedbackStatus[];

  @Field(() => [FeedbackSource], { nullable: true, description: "From any of these sources." })
  source?: FeedbackSource[];

  @Field(() => [ID], { nullable: true, description: "Owned by any of these users." })
  assigneeId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Owned by the caller, or not." })
  isMine?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Owned by nobody, or by somebody." })
  isUnassigned?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Not ended yet, or ended." })
  isOpen?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Open and past the deadline, or not." })
  isOverdue?: boolean;

  @Field(() => DateTimeRange, { nullable: true, description: "Received in this span." })
  receivedAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Due in this span." })
  dueAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Part of the reference or the subject." })
  search?: string;
}

const lists = {
  kind: "kind",
  hospitalId: "hospital",
  departmentId: "department",
  physicianId: "physician",
  patientId: "patient",
  status: "status",
  source: "source",
  assigneeId: "assignee",
} as const satisfies Partial<Record<keyof FeedbackFilter, keyof Feedback>>;

/** FB-9: the one meaning of the filter, for the list and for whoever counts. */
export function feedbackCondition(
  filter: FeedbackFilter | undefined | null,
  facts: { readonly now: Date; readonly userId: string | null },
): FilterQuery<Feedback> {
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
  if (filter.isOverdue === true) all.push({ closedAt: null, dueAt: { $lt: facts.now } });
  if (filter.isOverdue === false) {
    all.push({ $or: [{ closedAt: { $ne: null } }, { dueAt: null }, { dueAt: { $gte: facts.now } }] });
  }
  for (const name of ["receivedAt", "dueAt"] as const) {
    const span = within(filter[name]);
    if (span) all.push({ [name]: span });
  }
  if (filter.search?.trim()) {
    const text = { $ilike: containing(filter.search) };
    all.push({ $or: [{ reference: text }, { subject: text }] });
  }
  return (all.length > 0 ? { $and: all } : {}) as FilterQuery<Feedback>;
}
