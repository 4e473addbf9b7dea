import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { FeedbackEntryKind, FeedbackStatus } from "./feedback.enums.ts";
import { Feedback } from "./feedback.entity.ts";

/** FB-5: what happened, in order. A trigger refuses changes. Read through its feedback, which is scoped. */
@ObjectType({ description: "One line of the timeline of an inquiry or a feedback." })
@Entity({ tableName: "feedback_entry" })
@Index({ properties: ["feedback", "at"] })
@Index({ properties: ["actor"] })
@Index({ properties: ["assignee"] })
export class FeedbackEntry extends BaseEntity {
  @ManyToOne({ entity: () => Feedback, ref: true, deleteRule: "restrict" })
  feedback!: Ref<Feedback>;

  @Field(() => FeedbackEntryKind, { description: "What it tells." })
  @Enum({ items: () => FeedbackEntryKind, type: "text" })
  kind!: FeedbackEntryKind;

  @Field(() => Boolean, { description: "For staff only." })
  @Property({ type: "boolean", default: true })
  isInternal: Opt<boolean> = true;

  @Field(() => FeedbackStatus, { nullable: true, description: "Status before." })
  @Enum({ items: () => FeedbackStatus, type: "text", nullable: true })
  fromStatus?: FeedbackStatus | null;

  @Field(() => FeedbackStatus, { nullable: true, description: "Status after." })
  @Enum({ items: () => FeedbackStatus, type: "text", nullable: true })
  toStatus?: FeedbackStatus | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Field(() => String, { description: "Readable name of who did it, as it was then." })
  @Property({ type: "text" })
  actorLabel!: string;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  assignee?: Ref<User> | null;

  @Property({ type: "blob", nullable: true })
  textSealed?: Buffer | null;

  @Field(() => [String], { nullable: true, description: "Names of the fields that were changed." })
  @Property({ type: "array", columnType: "text[]", nullable: true })
  changedFields?: string[] | null;

  @Field(() => Int, { nullable: true, description: "Level of the escalation chain, for escalations." })
  @Property({ type: "smallint", nullable: true })
  escalationLevel?: number | null;

  @Field(() => Date, { description: "When it happened, UTC." })
  @Property({ type: "timestamptz" })
  at!: Date;
}
