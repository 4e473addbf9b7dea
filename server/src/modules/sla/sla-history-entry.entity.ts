import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaHistoryKind, SlaTarget } from "./sla.enums.ts";

@ObjectType({ description: "What happened to the deadlines of a case; append-only." })
@Entity({ tableName: "sla_history_entry" })
@Index({ properties: ["slaCase", "at"] })
@Index({ properties: ["recipient"] })
export class SlaHistoryEntry extends BaseEntity {
  @ManyToOne({ entity: () => SlaCase, ref: true, deleteRule: "cascade", filters: { scope: false } })
  slaCase!: Ref<SlaCase>;

  @Field(() => SlaHistoryKind, { description: "What happened." })
  @Enum({ items: () => SlaHistoryKind, type: "text" })
  kind!: SlaHistoryKind;

  @Field(() => SlaTarget, { nullable: true, description: "Of this target; empty for all of them." })
  @Enum({ items: () => SlaTarget, type: "text", nullable: true })
  target?: SlaTarget | null;

  @Field(() => Date, { description: "When." })
  @Property({ type: "timestamptz" })
  at!: Date;

  @Field(() => Date, { nullable: true, description: "When it had been due." })
  @Property({ type: "timestamptz", nullable: true })
  dueBefore?: Date | null;

  @Field(() => Date, { nullable: true, description: "When it is due now." })
  @Property({ type: "timestamptz", nullable: true })
  dueAfter?: Date | null;

  @Field(() => Int, { nullable: true, description: "The level of the chain." })
  @Property({ type: "smallint", nullable: true })
  level?: number | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  recipient?: Ref<User> | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why: a code (FACTS_CHANGED, POLICY_CHANGED, CALENDAR_CHANGED, DEFAULT_CALENDAR_CHANGED, BY_HAND, STAND_IN, NEXT_LEVEL, LATE and the minutes, a reason of a pause) or what somebody wrote.",
  })
  @Property({ type: "text", nullable: true })
  note?: string | null;

  @Field(() => String, { description: "Who did it." })
  @Property({ type: "text" })
  actorLabel!: string;
}
