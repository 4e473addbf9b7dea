import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import { SlaCaseKind } from "./sla.enums.ts";

@ObjectType({ description: "Who is told when a deadline passes, level by level." })
@Entity({ tableName: "escalation_chain" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Index({
  name: "escalation_chain_default",
  expression:
    'create unique index "escalation_chain_default" on "escalation_chain" ("hospital_id", "case_kind") nulls not distinct where is_default',
})
export class EscalationChain extends EditableEntity {
  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => SlaCaseKind, { nullable: true, description: "Only for this kind of case; empty for all kinds." })
  @Enum({ items: () => SlaCaseKind, type: "text", nullable: true })
  caseKind?: SlaCaseKind | null;

  @Field(() => Boolean, {
    description:
      "Used by policies that name no chain: one of the kind, else for all kinds; each time of the hospital, else of the group.",
  })
  @Property({ type: "boolean", default: false })
  isDefault: Opt<boolean> = false;

  @Property({ type: "jsonb" })
  levels!: ChainLevel[];
}
