import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

@ObjectType({ description: "One thing that has to be shown before an action is approved." })
export class ChecklistItemType {
  @Field(() => String, { description: "What has to be done or shown, in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "The same in English." })
  textEn!: string;

  @Field(() => Boolean, { description: "Approval waits for it; else it is a reminder only." })
  isRequired!: boolean;

  @Field(() => Boolean, { description: "New actions get it." })
  isActive!: boolean;

  @Field(() => PxActionPriority, {
    nullable: true,
    description: "Only actions of this priority or a higher one get it; empty: all do.",
  })
  fromPriority?: PxActionPriority | null;
}

/** PX-24: one list per source and place; it is edited and versioned as a whole, in its order. */
@ObjectType({
  description:
    "What new PX actions of a source have to show. A hospital's own list beats the group's, also an empty one.",
})
@Entity({ tableName: "action_checklist" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ name: "action_checklist_group", properties: ["source"], where: "hospital_id is null" })
@Unique({ properties: ["hospital", "source"] })
export class ActionChecklist extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => PxActionSource, { description: "The source." })
  @Enum({ items: () => PxActionSource, type: "text" })
  source!: PxActionSource;

  @Field(() => [ChecklistItemType], { description: "In their order." })
  @Property({ type: "jsonb" })
  items!: ChecklistItemType[];
}
