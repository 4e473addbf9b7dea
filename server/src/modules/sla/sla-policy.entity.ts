import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { SlaCaseKind } from "./sla.enums.ts";

const unfiltered = { filters: { scope: false } } as const;

@ObjectType({
  description: "Which deadlines a kind of case has in a place. Every change of its terms is a new version.",
})
@Entity({ tableName: "sla_policy" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Index({ properties: ["hospital"] })
@Index({ properties: ["department"] })
export class SlaPolicy extends EditableEntity {
  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => SlaCaseKind, { description: "For this kind of case." })
  @Enum({ items: () => SlaCaseKind, type: "text" })
  caseKind!: SlaCaseKind;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  hospital?: Ref<Hospital> | null;

  /** With its hospital. Holds for the departments below it too, unless they have their own. */
  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @Field(() => Int, { description: "Among policies of the same place the lower rank wins." })
  @Property({ type: "integer", default: 0 })
  rank: Opt<number> = 0;

  @Field(() => Boolean, { description: "A policy that is switched off decides nothing new." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;

  @Field(() => Int, { description: "Number of its newest version." })
  @Property({ type: "integer", default: 1 })
  currentNumber: Opt<number> = 1;

  /** Open cases under older versions than this follow the newest; the others keep theirs. */
  @Property({ type: "integer", default: 0 })
  recomputeBelow: Opt<number> = 0;
}
