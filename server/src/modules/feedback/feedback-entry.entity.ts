import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { CaseEntry } from "../sla/index.ts";
import { FeedbackEntryKind, FeedbackStatus } from "./feedback.enums.ts";
import { Feedback } from "./feedback.entity.ts";

/** FB-5: what happened, in order. A trigger refuses changes. Read through its feedback, which is scoped. */
@ObjectType({ description: "One line of the timeline of an inquiry or a feedback." })
@Entity({ tableName: "feedback_entry" })
@Index({ properties: ["feedback", "at"] })
@Index({ properties: ["actor"] })
@Index({ properties: ["assignee"] })
export class FeedbackEntry extends CaseEntry {
  @ManyToOne({ entity: () => Feedback, ref: true, deleteRule: "restrict" })
  feedback!: Ref<Feedback>;

  @Field(() => FeedbackEntryKind, { description: "What it tells." })
  @Enum({ items: () => FeedbackEntryKind, type: "text" })
  kind!: FeedbackEntryKind;

  @Field(() => FeedbackStatus, { nullable: true, description: "Status before." })
  @Enum({ items: () => FeedbackStatus, type: "text", nullable: true })
  fromStatus?: FeedbackStatus | null;

  @Field(() => FeedbackStatus, { nullable: true, description: "Status after." })
  @Enum({ items: () => FeedbackStatus, type: "text", nullable: true })
  toStatus?: FeedbackStatus | null;
}
