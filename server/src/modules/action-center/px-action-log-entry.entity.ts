import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { SlaTarget } from "../sla/index.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { PxAction } from "./px-action.entity.ts";

/** PX-13: what happened to an action, in order. A trigger refuses changes. Read through its action, which is scoped. */
@ObjectType({ description: "One line of a PX action's history." })
@Entity({ tableName: "px_action_log_entry" })
@Index({ properties: ["action", "at"] })
@Index({ properties: ["actor"] })
@Index({ properties: ["assignee"] })
@Index({ properties: ["check"] })
export class PxActionLogEntry extends BaseEntity {
  @ManyToOne({ entity: () => PxAction, ref: true, deleteRule: "restrict" })
  action!: Ref<PxAction>;

  @Field(() => PxActionLogKind, { description: "What it tells." })
  @Enum({ items: () => PxActionLogKind, type: "text" })
  kind!: PxActionLogKind;

  @Field(() => PxActionStatus, { nullable: true, description: "Status before." })
  @Enum({ items: () => PxActionStatus, type: "text", nullable: true })
  fromStatus?: PxActionStatus | null;

  @Field(() => PxActionStatus, { nullable: true, description: "Status after." })
  @Enum({ items: () => PxActionStatus, type: "text", nullable: true })
  toStatus?: PxActionStatus | null;

  /** Empty when the system did it. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Field(() => String, { description: "Readable name of who did it, as it was then." })
  @Property({ type: "text" })
  actorLabel!: string;

  /** Who was given the action, or told. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  assignee?: Ref<User> | null;

  @Field(() => String, { nullable: true, description: "Note or reason." })
  @Property({ type: "text", nullable: true })
  note?: string | null;

  @Field(() => Int, { nullable: true, description: "Level of the escalation chain, for escalations." })
  @Property({ type: "smallint", nullable: true })
  escalationLevel?: number | null;

  @Field(() => SlaTarget, { nullable: true, description: "Which target was not met in time, for lines that say so." })
  @Enum({ items: () => SlaTarget, type: "text", nullable: true })
  target?: SlaTarget | null;

  @Field(() => Date, { nullable: true, description: "When that target had been due." })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  /** Which item of the checklist was ticked or opened again (PX-24). */
  @ManyToOne({ entity: () => PxActionCheck, ref: true, nullable: true, deleteRule: "restrict" })
  check?: Ref<PxActionCheck> | null;

  @Field(() => Date, { description: "When it happened, UTC." })
  @Property({ type: "timestamptz" })
  at!: Date;
}
