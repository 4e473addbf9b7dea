import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";

const unfiltered = { filters: { scope: false } } as const;

@ObjectType({
  description:
    "Decides who gets a new PX action. Rules are tried in order; the default comes last and always fits (F8.2).",
})
@Entity({ tableName: "routing_rule" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ name: "routing_rule_default", properties: ["isDefault"], where: "is_default" })
@Index({ properties: ["hospital"] })
@Index({ properties: ["department"] })
@Index({ properties: ["user"] })
export class RoutingRule extends EditableEntity {
  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => Int, { description: "Rules are tried from the smallest to the largest." })
  @Property({ type: "integer" })
  position!: number;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  hospital?: Ref<Hospital> | null;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @Field(() => PxActionSource, { nullable: true, description: "Only for this source; empty for any." })
  @Enum({ items: () => PxActionSource, type: "text", nullable: true })
  source?: PxActionSource | null;

  @Field(() => String, { nullable: true, description: "Only for surveys of this stage; empty for any." })
  @Property({ type: "text", nullable: true })
  stageCode?: string | null;

  @Field(() => PxActionPriority, { nullable: true, description: "Only for this priority; empty for any." })
  @Enum({ items: () => PxActionPriority, type: "text", nullable: true })
  priority?: PxActionPriority | null;

  @Field(() => RoutingTarget, { description: "Who gets it." })
  @Enum({ items: () => RoutingTarget, type: "text" })
  target!: RoutingTarget;

  /** Set for USER. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  user?: Ref<User> | null;

  @Field(() => Boolean, { description: "The rule that is tried last; it cannot be removed or narrowed." })
  @Property({ type: "boolean", default: false })
  isDefault: Opt<boolean> = false;
}
