import { Field, ObjectType, registerEnumType } from "type-graphql";
import { HoursOfDay } from "./configuration.types.ts";

export enum CalendarDayFace {
  WORKING = "WORKING",
  CLOSED = "CLOSED",
  HOLIDAY = "HOLIDAY",
  SPECIAL = "SPECIAL",
}
registerEnumType(CalendarDayFace, {
  name: "CalendarDayFace",
  description: "What a date is in a calendar.",
  valuesConfig: {
    WORKING: { description: "Hours of the weekly pattern." },
    CLOSED: { description: "The weekly pattern has no hours." },
    HOLIDAY: { description: "Closed by a holiday or an override." },
    SPECIAL: { description: "Other hours than usual." },
  },
});

@ObjectType({ description: "A date of a calendar." })
export class CalendarDay {
  @Field(() => String, { description: "YYYY-MM-DD." })
  date!: string;

  @Field(() => CalendarDayFace, { description: "What it is." })
  face!: CalendarDayFace;

  @Field(() => [HoursOfDay], { description: "The hours that begin on it." })
  intervals!: HoursOfDay[];

  @Field(() => String, { nullable: true, description: "Name of the holiday or override, in English." })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Name of the holiday or override, in Arabic." })
  nameAr!: string | null;

  @Field(() => Boolean, { description: "The date is not certain yet." })
  isToBeConfirmed!: boolean;
}
