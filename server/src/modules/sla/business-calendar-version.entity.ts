import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import type { CalendarHours } from "./calendar.rules.ts";

@ObjectType({ description: "A calendar as it was at a time; never changed." })
@Entity({ tableName: "business_calendar_version" })
@Unique({ properties: ["calendar", "number"] })
@Index({ properties: ["actor"] })
export class BusinessCalendarVersion extends BaseEntity {
  @ManyToOne({ entity: () => BusinessCalendar, ref: true, deleteRule: "restrict", filters: { scope: false } })
  calendar!: Ref<BusinessCalendar>;

  @Field(() => Int, { description: "From 1 up." })
  @Property({ type: "integer" })
  number!: number;

  @Property({ type: "jsonb" })
  hours!: CalendarHours;

  @Field(() => String, { nullable: true, description: "Why it was changed." })
  @Property({ type: "text", nullable: true })
  note?: string | null;

  /** Empty for what the system saved, and for what was saved before people were kept here. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Property({ type: "text" })
  actorLabel!: string;
}
