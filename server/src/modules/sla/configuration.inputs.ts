import { ArrayMaxSize, IsInt, Max, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { EscalationRecipient, SlaCaseKind, SlaTarget, SlaUnit } from "./sla.enums.ts";

@InputType({ description: "Working hours of a day." })
export class HoursOfDayInput {
  @Field(() => Int, { description: "Minute of the day, 0 to 1439." })
  @IsInt()
  @Min(0)
  @Max(1_440)
  fromMinute!: number;

  @Field(() => Int, { description: "Minute of the day; at or before the first: on the next day." })
  @IsInt()
  @Min(0)
  @Max(1_440)
  toMinute!: number;
}

@InputType({ description: "Working hours of a weekday." })
export class WeeklyHoursInput extends HoursOfDayInput {
  @Field(() => Int, { description: "0 for Sunday to 6 for Saturday." })
  @IsInt()
  @Min(0)
  @Max(6)
  weekday!: number;
}

@InputType({ description: "Something with a name." })
abstract class NamedInput {
  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;
}

@InputType({ description: "Dates with a name." })
abstract class NamedDatesInput extends NamedInput {
  @Field(() => String, { description: "First date, YYYY-MM-DD." })
  @MaxLength(10)
  from!: string;

  @Field(() => String, { description: "Last date, YYYY-MM-DD." })
  @MaxLength(10)
  to!: string;

  @Field(() => Boolean, { description: "The date is not certain yet." })
  isToBeConfirmed!: boolean;
}

@InputType({ description: "Other hours on some dates." })
export class HoursOverrideInput extends NamedDatesInput {
  @Field(() => [HoursOfDayInput], { description: "The hours; none: closed." })
  @ArrayMaxSize(10)
  @ValidateNested()
  intervals!: HoursOfDayInput[];

  @Field(() => [Int], { nullable: true, description: "Weekdays it holds for; empty: those with hours." })
  @ArrayMaxSize(7)
  weekdays?: number[] | null;
}

@InputType({ description: "Dates on which it is closed." })
export class HolidayInput extends NamedDatesInput {}

@InputType({ description: "All hours of a calendar." })
export class CalendarHoursInput {
  @Field(() => String, { description: "IANA time zone." })
  @MaxLength(200)
  timeZone!: string;

  @Field(() => [WeeklyHoursInput], { description: "The weekly pattern." })
  @ArrayMaxSize(100)
  @ValidateNested()
  weekly!: WeeklyHoursInput[];

  @Field(() => [HoursOverrideInput], { description: "Other hours by date; the last that fits holds." })
  @ArrayMaxSize(200)
  @ValidateNested()
  overrides!: HoursOverrideInput[];

  @Field(() => [HolidayInput], { description: "Closed days." })
  @ArrayMaxSize(500)
  @ValidateNested()
  holidays!: HolidayInput[];
}

@InputType({ description: "A new row of the configuration, or a change of one." })
abstract class SaveNamedInput extends NamedInput {
  @Field(() => ID, { nullable: true, description: "The row to change; empty for a new one." })
  id?: string | null;

  @Field(() => Int, { nullable: true, description: "The version that was edited, when it exists." })
  version?: number | null;

  @Field(() => ID, { nullable: true, description: "Only for this hospital; empty for the group." })
  hospitalId?: string | null;
}

@InputType({ description: "A new calendar, or a new version of one; open cases follow." })
export class SaveBusinessCalendarInput extends SaveNamedInput {
  @Field(() => CalendarHoursInput, { description: "The hours." })
  @ValidateNested()
  hours!: CalendarHoursInput;

  @Field(() => String, { nullable: true, description: "Why; it is told in the history of cases that move." })
  @MaxLength(500)
  note?: string | null;
}

@InputType({ description: "A target of a policy." })
export class SlaTargetInput {
  @Field(() => SlaTarget, { description: "What has to happen." })
  target!: SlaTarget;

  @Field(() => Int, { description: "How many." })
  amount!: number;

  @Field(() => SlaUnit, { description: "Of what." })
  unit!: SlaUnit;

  @Field(() => Int, { nullable: true, description: "Working minutes before the due time for a reminder." })
  remindBeforeMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: "Reminder when so much of the target is used up." })
  remindAtPercent?: number | null;
}

@InputType({ description: "A new policy, or a new version of one." })
export class SaveSlaPolicyInput extends SaveNamedInput {
  @Field(() => ID, { nullable: true, description: "Only for this department and those below it." })
  departmentId?: string | null;

  @Field(() => SlaCaseKind, { description: "For this kind of case; it stays." })
  caseKind!: SlaCaseKind;

  @Field(() => Int, { description: "Among policies of the same place the lower rank wins." })
  rank!: number;

  @Field(() => Boolean, { description: "Whether it decides anything new." })
  isActive!: boolean;

  @Field(() => [String], { defaultValue: [], description: "Only for these sources." })
  @ArrayMaxSize(100)
  sources!: string[];

  @Field(() => [String], { defaultValue: [], description: "Only for these severities." })
  @ArrayMaxSize(100)
  severities!: string[];

  @Field(() => [String], { defaultValue: [], description: "Only for these priorities." })
  @ArrayMaxSize(100)
  priorities!: string[];

  @Field(() => [String], { defaultValue: [], description: "Only for these categories and those below them." })
  @ArrayMaxSize(100)
  categoryIds!: string[];

  @Field(() => [SlaTargetInput], { description: "The targets; one that is missing is none." })
  @ArrayMaxSize(3)
  @ValidateNested()
  targets!: SlaTargetInput[];

  @Field(() => Int, { nullable: true, description: "Pauses count up to so many working minutes; empty for no cap." })
  maxPauseMinutes?: number | null;

  @Field(() => Int, { description: "Days within which a case may be reopened." })
  reopenDays!: number;

  @Field(() => ID, { nullable: true, description: "Its calendar; empty: the default." })
  calendarId?: string | null;

  @Field(() => ID, { nullable: true, description: "Its chain; empty: the default." })
  chainId?: string | null;

  @Field(() => Boolean, { description: "Open cases follow too, not only new ones." })
  isForOpenCases!: boolean;
}

@InputType({ description: "One level of a chain." })
export class ChainLevelInput {
  @Field(() => Int, { description: "From 1 up." })
  level!: number;

  @Field(() => Int, { description: "Minutes after the due time." })
  afterMinutes!: number;

  @Field(() => [EscalationRecipient], { description: "Tried in turn until somebody can be told." })
  @ArrayMaxSize(6)
  recipients!: EscalationRecipient[];

  @Field(() => ID, { nullable: true, description: "For a named user." })
  userId?: string | null;

  @Field(() => Boolean, { description: "Tells also at night." })
  isOverridingQuietHours!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: "Whoever is told also becomes the owner, where they may." })
  isReassigning!: boolean;
}

@InputType({ description: "A new chain, or a change of one." })
export class SaveEscalationChainInput extends SaveNamedInput {
  @Field(() => SlaCaseKind, { nullable: true, description: "Only for this kind of case; it stays." })
  caseKind?: SlaCaseKind | null;

  @Field(() => [ChainLevelInput], { description: "The levels." })
  @ArrayMaxSize(20)
  @ValidateNested()
  levels!: ChainLevelInput[];
}
