import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity } from "../core/index.ts";

const unfiltered = { filters: { scope: false } } as const;

@ObjectType({
  description: "Somebody is away, and who is told in their place; without a stand-in the next of the chain is.",
})
@Entity({ tableName: "stand_in" })
@Index({ properties: ["user", "untilAt"] })
@Index({ properties: ["standIn"] })
export class StandIn extends EditableEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade", ...unfiltered })
  user!: Ref<User>;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "set null", ...unfiltered })
  standIn?: Ref<User> | null;

  @Field(() => Date, { description: "From." })
  @Property({ type: "timestamptz" })
  fromAt!: Date;

  @Field(() => Date, { description: "Until." })
  @Property({ type: "timestamptz" })
  untilAt!: Date;
}
