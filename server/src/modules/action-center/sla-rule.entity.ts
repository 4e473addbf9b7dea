import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { PxActionPriority } from "./px-action.enums.ts";

const unfiltered = { filters: { scope: false } } as const;

@ObjectType({
  description:
    "How long a PX action of a priority may take. The most specific scope wins: department, hospital, group.",
})
@Entity({ tableName: "sla_rule" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ name: "sla_rule_default", properties: ["priority"], where: "is_default" })
@Index({ properties: ["hospital"] })
@Index({ properties: ["department"] })
export class SlaRule extends EditableEntity {
  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  hospital?: Ref<Hospital> | null;

  /** With its hospital. Holds for the departments below it too, unless they have their own. */
  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @Field(() => PxActionPriority, { description: "Of this priority." })
  @Enum({ items: () => PxActionPriority, type: "text" })
  priority!: PxActionPriority;

  @Field(() => Int, { description: "Minutes until it has to be closed." })
  @Property({ type: "integer" })
  resolveMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes before the deadline at which the owner is reminded; empty for never.",
  })
  @Property({ type: "integer", nullable: true })
  reminderBeforeMinutes?: number | null;

  @Field(() => Int, { description: "Among rules of the same scope the lower rank wins." })
  @Property({ type: "integer", default: 0 })
  rank: Opt<number> = 0;

  @Field(() => Boolean, { description: "A rule that is switched off decides nothing new." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;

  @Field(() => Boolean, { description: "The group's rule that always fits; it cannot be switched off." })
  @Property({ type: "boolean", default: false })
  isDefault: Opt<boolean> = false;
}
