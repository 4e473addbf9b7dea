import { Field, ID, Int, ObjectType } from "type-graphql";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { Payload } from "../core/index.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";
import { EscalationRecipient, SlaTarget, SlaUnit } from "./sla.enums.ts";

@ObjectType({ description: "Working hours of a day." })
export class HoursOfDay {
  @Field(() => Int, { description: "Minute of the day." })
  fromMinute!: number;

  @Field(() => Int, { description: "Minute of the day; at or before the first: on the next day." })
  toMinute!: number;
}

@ObjectType({ description: "Working hours of a weekday." })
export class WeeklyHours extends HoursOfDay {
  @Field(() => Int, { description: "0 for Sunday to 6 for Saturday." })
  weekday!: number;
}

@ObjectType({ description: "Something with a name." })
export abstract class Named {
  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;
}

@ObjectType({ description: "Dates with a name." })
abstract class NamedDates extends Named {
  @Field(() => String, { description: "First date." })
  from!: string;

  @Field(() => String, { description: "Last date." })
  to!: string;

  @Field(() => Boolean, { description: "The date is not certain yet." })
  isToBeConfirmed!: boolean;
}

@ObjectType({ description: "Other hours on some dates." })
export class HoursOverride extends NamedDates {
  @Field(() => [HoursOfDay], { description: "The hours; none: closed." })
  intervals!: HoursOfDay[];

  @Field(() => [Int], { nullable: true, description: "Weekdays it holds for; empty: those with hours." })
  weekdays!: number[] | null;
}

@ObjectType({ description: "Dates on which it is closed." })
export class Holiday extends NamedDates {}

@ObjectType({ description: "All hours of a calendar." })
export class CalendarHours {
  @Field(() => String, { description: "IANA time zone." })
  timeZone!: string;

  @Field(() => [WeeklyHours], { description: "The weekly pattern." })
  weekly!: WeeklyHours[];

  @Field(() => [HoursOverride], { description: "Other hours by date." })
  overrides!: HoursOverride[];

  @Field(() => [Holiday], { description: "Closed days." })
  holidays!: Holiday[];
}

@ObjectType({ description: "When the owner is reminded." })
export class SlaReminder {
  @Field(() => Int, { nullable: true, description: "Working minutes before the due time." })
  beforeMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: "When so much is used up." })
  atPercent!: number | null;
}

@ObjectType({ description: "A target and its length." })
export abstract class TargetLength {
  @Field(() => SlaTarget, { description: "What has to happen." })
  target!: SlaTarget;

  @Field(() => Int, { description: "How many." })
  amount!: number;

  @Field(() => SlaUnit, { description: "Of what." })
  unit!: SlaUnit;
}

@ObjectType({ description: "A target of a policy." })
export class SlaTargetTerms extends TargetLength {
  @Field(() => SlaReminder, { description: "The reminder." })
  reminder!: SlaReminder;
}

@ObjectType({ description: "Which cases a policy is for; an empty list fits all." })
export class SlaMatch {
  @Field(() => [String], { description: "Sources." })
  sources!: string[];

  @Field(() => [String], { description: "Severities." })
  severities!: string[];

  @Field(() => [String], { description: "Priorities." })
  priorities!: string[];

  @Field(() => [String], { description: "Categories, with those below." })
  categoryIds!: string[];
}

@ObjectType({ description: "What a version of a policy says." })
export class SlaTerms {
  @Field(() => SlaMatch, { description: "Which cases." })
  match!: SlaMatch;

  @Field(() => [SlaTargetTerms], { description: "The targets." })
  targets!: SlaTargetTerms[];

  @Field(() => Int, { nullable: true, description: "Cap of all pauses." })
  maxPauseMinutes!: number | null;

  @Field(() => Int, { description: "Days within which a case may be reopened." })
  reopenDays!: number;

  @Field(() => ID, { nullable: true, description: "Its calendar; empty: the default." })
  calendarId!: string | null;

  @Field(() => ID, { nullable: true, description: "Its chain; empty: the default." })
  chainId!: string | null;
}

@ObjectType({ description: "One level of a chain." })
export class EscalationStep {
  @Field(() => Int, { description: "From 1 up." })
  level!: number;

  @Field(() => Int, { description: "Minutes after the due time." })
  afterMinutes!: number;

  @Field(() => [EscalationRecipient], { description: "Tried in turn." })
  recipients!: EscalationRecipient[];

  @Field(() => ID, { nullable: true, description: "The named user." })
  userId!: string | null;

  @Field(() => Boolean, { description: "Tells also at night." })
  isOverridingQuietHours!: boolean;

  @Field(() => Boolean, { description: "Whoever is told also becomes the owner, where they may." })
  isReassigning!: boolean;
}

@ObjectType({ description: "The row after the change." })
export class BusinessCalendarPayload extends Payload {
  @Field(() => BusinessCalendar, { nullable: true, description: "The row." })
  businessCalendar?: BusinessCalendar;
}

@ObjectType({ description: "The row after the change." })
export class SlaPolicyPayload extends Payload {
  @Field(() => SlaPolicy, { nullable: true, description: "The row." })
  slaPolicy?: SlaPolicy;
}

@ObjectType({ description: "The row after the change." })
export class EscalationChainPayload extends Payload {
  @Field(() => EscalationChain, { nullable: true, description: "The row." })
  escalationChain?: EscalationChain;
}
