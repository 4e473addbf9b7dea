import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { SavedView } from "./saved-view.entity.ts";
import { User } from "./user.entity.ts";

export enum ListDensity {
  COMFORTABLE = "COMFORTABLE",
  DENSE = "DENSE",
}
registerEnumType(ListDensity, {
  name: "ListDensity",
  description: "How much room a row gets.",
  valuesConfig: {
    COMFORTABLE: { description: "Room to breathe." },
    DENSE: { description: "As many rows as fit." },
  },
});

/** AC-32: how one user wants to see one list. No row: as the console shows it. */
@ObjectType({ description: "How the caller wants to see a list." })
@Entity({ tableName: "list_preference" })
@Unique({ properties: ["user", "list"] })
export class ListPreference extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Field(() => String, { description: "Key of the list." })
  @Property({ type: "text" })
  list!: string;

  @Field(() => [String], { nullable: true, description: "Keys of the columns to show; null: the usual ones." })
  @Property({ type: "array", columnType: "text[]", nullable: true })
  columns?: string[] | null;

  @Field(() => ListDensity, { nullable: true, description: "Null: as in the rest of the console." })
  @Enum({ items: () => ListDensity, type: "text", nullable: true })
  density?: ListDensity | null;

  @Index()
  @ManyToOne({ entity: () => SavedView, ref: true, nullable: true, deleteRule: "set null" })
  defaultView?: Ref<SavedView> | null;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  updatedAt: Opt<Date> = new Date();
}
