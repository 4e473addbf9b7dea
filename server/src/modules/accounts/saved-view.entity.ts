import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { Role } from "./role-matrix.ts";
import type { ViewState } from "./saved-view.rules.ts";
import { User } from "./user.entity.ts";

/** AC-30: a list as somebody wants to find it again. */
@ObjectType({ description: "Filters and order of a list under a name." })
@Entity({ tableName: "saved_view" })
@Index({ properties: ["user", "list"] })
@Index({
  name: "saved_view_shared",
  expression: 'create index "saved_view_shared" on "saved_view" ("list", "shared_role") where shared_role is not null',
})
export class SavedView extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Field(() => String, { description: "Key of the list." })
  @Property({ type: "text" })
  list!: string;

  @Field(() => String, { description: "Its name, as the owner gave it." })
  @Property({ type: "text" })
  name!: string;

  @Property({ type: "jsonb" })
  state!: ViewState;

  @Field(() => Role, { nullable: true, description: "The role it is shared with." })
  @Enum({ items: () => Role, type: "text", nullable: true })
  sharedRole?: Role | null;

  /** AC-31: how far the sharing reaches; null while shared: the whole group. */
  @Property({ type: "array", columnType: "uuid[]", nullable: true })
  sharedHospitalIds?: string[] | null;

  @Field(() => Date, { description: "Last change, UTC." })
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  updatedAt: Opt<Date> = new Date();
}
