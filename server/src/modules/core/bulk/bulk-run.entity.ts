import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity } from "../data/base.entity.ts";

/** CO-16: one call of one verb on many rows; its rows wait as work. Whoever began it follows it, nobody else. */
@ObjectType({ description: "Something that is being done, or was done, to many rows." })
@Entity({ tableName: "bulk_run" })
@Index({ name: "bulk_run_unfinished", properties: ["createdAt"], where: "finished_at is null" })
@Index({ properties: ["createdAt"] })
export class BulkRun extends BaseEntity {
  @Field(() => String, { description: "What is done, e.g. pxAction.assign." })
  @Property({ type: "text" })
  kind!: string;

  @Property({ type: "uuid" })
  userId!: string;

  @Property({ type: "text", nullable: true })
  requestId?: string | null;

  /** What the verb needs; sealed, because a reason may name a patient. */
  @Property({ type: "blob" })
  argsSealed!: Buffer;

  @Field(() => Int, { description: "Rows it is about." })
  @Property({ type: "integer" })
  total!: number;

  @Field(() => Int, { description: "Rows that were changed." })
  @Property({ type: "integer", default: 0 })
  done: Opt<number> = 0;

  @Field(() => Int, { description: "Rows that a rule refused; see bulkFailures." })
  @Property({ type: "integer", default: 0 })
  failed: Opt<number> = 0;

  @Field(() => Int, { description: "Rows that do not exist or are not the caller's to change." })
  @Property({ type: "integer", default: 0 })
  notPermitted: Opt<number> = 0;

  @Field(() => Date, { nullable: true, description: "When the last row was settled, UTC; empty while it runs." })
  @Property({ type: "timestamptz", nullable: true })
  finishedAt?: Date | null;
}

export enum BulkRowState {
  WAITING = "WAITING",
  DONE = "DONE",
  FAILED = "FAILED",
  NOT_PERMITTED = "NOT_PERMITTED",
}
registerEnumType(BulkRowState, {
  name: "BulkRowState",
  description: "What became of a row.",
  valuesConfig: {
    WAITING: { description: "Its turn has not come." },
    DONE: { description: "Changed." },
    FAILED: { description: "A rule refused it." },
    NOT_PERMITTED: { description: "Not there, or not the caller's to change." },
  },
});

@ObjectType({ description: "One row of a bulk run." })
@Entity({ tableName: "bulk_row" })
@Unique({ properties: ["run", "position"] })
@Index({ name: "bulk_row_due", properties: ["availableAt"], where: "state = 'WAITING'" })
export class BulkRow extends BaseEntity {
  @ManyToOne({ entity: () => BulkRun, ref: true, deleteRule: "cascade" })
  run!: Ref<BulkRun>;

  @Field(() => Int, { description: "Place in the run, from 1." })
  @Property({ type: "integer" })
  position!: number;

  @Field(() => ID, { description: "The thing." })
  @Property({ type: "uuid" })
  targetId!: string;

  @Field(() => String, { nullable: true, description: "Its readable number; empty for what the caller may not see." })
  @Property({ type: "text", nullable: true })
  label?: string | null;

  @Field(() => BulkRowState, { description: "What became of it." })
  @Enum({ items: () => BulkRowState, type: "text", default: BulkRowState.WAITING })
  state: Opt<BulkRowState> = BulkRowState.WAITING;

  @Field(() => String, { nullable: true, description: "Why not, for programs." })
  @Property({ type: "text", nullable: true })
  code?: string | null;

  @Property({ type: "text", nullable: true })
  messageEn?: string | null;

  @Property({ type: "text", nullable: true })
  messageAr?: string | null;

  @Property({ type: "smallint", default: 0 })
  attempts: Opt<number> = 0;

  @Property({ type: "timestamptz" })
  availableAt!: Date;
}
