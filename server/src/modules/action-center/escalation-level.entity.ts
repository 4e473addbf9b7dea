import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { EscalationTarget } from "./px-action.enums.ts";

@ObjectType({
  description: "One level of an escalation chain. A hospital with levels of its own does not use the group's.",
})
@Entity({ tableName: "escalation_level" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ name: "escalation_level_group", properties: ["level"], where: "hospital_id is null" })
@Unique({ properties: ["hospital", "level"] })
export class EscalationLevel extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => Int, { description: "From 1 up." })
  @Property({ type: "smallint" })
  level!: number;

  @Field(() => Int, { description: "Minutes after the deadline." })
  @Property({ type: "integer" })
  afterMinutes!: number;

  @Field(() => EscalationTarget, { description: "Whom it tells." })
  @Enum({ items: () => EscalationTarget, type: "text" })
  target!: EscalationTarget;

  @Field(() => Boolean, {
    description: "The one who is told also becomes the owner. An action that nobody owns is given to them in any case.",
  })
  @Property({ type: "boolean", default: false })
  isReassigning: Opt<boolean> = false;
}
