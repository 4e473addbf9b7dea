import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";

/** PX-24: an item as it stood when the action was opened. Read through its action, which is scoped. */
@ObjectType({ description: "One item of a PX action's checklist, as configured when the action was opened." })
@Entity({ tableName: "px_action_check" })
@Unique({ properties: ["action", "position"] })
@Index({ properties: ["tickedBy"] })
export class PxActionCheck extends BaseEntity {
  @ManyToOne({ entity: () => PxAction, ref: true, deleteRule: "restrict" })
  action!: Ref<PxAction>;

  @Field(() => Int, { description: "Place in the list, from 1." })
  @Property({ type: "smallint" })
  position!: number;

  @Field(() => String, { description: "What has to be done or shown, in Arabic." })
  @Property({ type: "text" })
  textAr!: string;

  @Field(() => String, { description: "The same in English." })
  @Property({ type: "text" })
  textEn!: string;

  @Field(() => Boolean, { description: "Approval waits for it." })
  @Property({ type: "boolean" })
  isRequired!: boolean;

  @Field(() => Date, { nullable: true, description: "When it was ticked, UTC; empty while it is open." })
  @Property({ type: "timestamptz", nullable: true })
  tickedAt?: Date | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  tickedBy?: Ref<User> | null;
}
