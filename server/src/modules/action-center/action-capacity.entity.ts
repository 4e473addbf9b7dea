import type { Ref } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity } from "../core/index.ts";

/** PX-22: without a row there is no limit. */
@ObjectType({ description: "How many open actions somebody is given by the rules at most." })
@Entity({ tableName: "action_capacity" })
@Unique({ properties: ["user"] })
export class ActionCapacity extends EditableEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade", filters: { scope: false } })
  user!: Ref<User>;

  @Field(() => Int, { description: "Open actions at most, 0–1000; 0: none by the rules." })
  @Property({ type: "integer" })
  mostOpen!: number;
}
