import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";

@ObjectType({ description: "Who is told when a deadline passes, level by level." })
@Entity({ tableName: "escalation_chain" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({
  name: "escalation_chain_group_default",
  properties: ["isDefault"],
  where: "is_default and hospital_id is null",
})
@Unique({ name: "escalation_chain_hospital_default", properties: ["hospital"], where: "is_default" })
export class EscalationChain extends EditableEntity {
  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => Boolean, { description: "Used by policies that name no chain: of the hospital, else of the group." })
  @Property({ type: "boolean", default: false })
  isDefault: Opt<boolean> = false;

  @Property({ type: "jsonb" })
  levels!: ChainLevel[];
}
