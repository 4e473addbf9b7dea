import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

@ObjectType({ description: "A priority, from so many points below the threshold on." })
export class PriorityBandType {
  @Field(() => Int, { description: "Points below the threshold, 0–200." })
  fromGap!: number;

  @Field(() => PxActionPriority, { description: "The priority from there on." })
  priority!: PxActionPriority;
}

@ObjectType({
  description: "Whether a source opens PX actions by itself, and how they begin. A hospital's own beats the group's.",
})
@Entity({ tableName: "action_trigger" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ name: "action_trigger_group", properties: ["source"], where: "hospital_id is null" })
@Unique({ properties: ["hospital", "source"] })
export class ActionTrigger extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => PxActionSource, { description: "The source." })
  @Enum({ items: () => PxActionSource, type: "text" })
  source!: PxActionSource;

  @Field(() => Boolean, { description: "Opens actions by itself." })
  @Property({ type: "boolean", default: true })
  isEnabled: Opt<boolean> = true;

  @Field(() => Boolean, { description: "Closing such an action needs evidence." })
  @Property({ type: "boolean", default: false })
  isEvidenceRequired: Opt<boolean> = false;

  @Field(() => [PriorityBandType], {
    description: "Priority by how far the score lies below the threshold; begins at 0.",
  })
  @Property({ type: "jsonb" })
  bands!: PriorityBandType[];
}
