import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { HistoryEntry } from "../sla/index.ts";
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
export class PxActionLogEntry extends HistoryEntry {
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

  @Field(() => String, { nullable: true, description: "Note or reason." })
  @Property({ type: "text", nullable: true })
  note?: string | null;

  /** Which item of the checklist was ticked or opened again (PX-24). */
  @ManyToOne({ entity: () => PxActionCheck, ref: true, nullable: true, deleteRule: "restrict" })
  check?: Ref<PxActionCheck> | null;
}
