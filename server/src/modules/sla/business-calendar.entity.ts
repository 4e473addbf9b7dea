import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";

@ObjectType({ description: "Working hours by which deadlines count. Every change of the hours is a new version." })
@Entity({ tableName: "business_calendar" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({
  name: "business_calendar_group_default",
  properties: ["isDefault"],
  where: "is_default and hospital_id is null",
})
@Unique({ name: "business_calendar_hospital_default", properties: ["hospital"], where: "is_default" })
export class BusinessCalendar extends EditableEntity {
  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => Boolean, { description: "Used by policies that name no calendar: of the hospital, else of the group." })
  @Property({ type: "boolean", default: false })
  isDefault: Opt<boolean> = false;

  @Field(() => Int, { description: "Number of its newest version." })
  @Property({ type: "integer", default: 1 })
  currentNumber: Opt<number> = 1;
}
