import { Field, ID, Int, ObjectType } from "type-graphql";
import { Named, TargetLength } from "./configuration.types.ts";
import { SlaPause } from "./sla-pause.entity.ts";
import { SlaPauseReason, SlaTarget } from "./sla.enums.ts";

@ObjectType({ description: "A target and its dates." })
export class PreviewedTarget {
  @Field(() => SlaTarget, { description: "What has to happen." })
  target!: SlaTarget;

  @Field(() => Date, { nullable: true, description: "When it would be due." })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the owner would be reminded." })
  remindAt!: Date | null;
}

@ObjectType({ description: "A policy of the kind and place, and why it was chosen or not." })
export class ConsideredPolicy extends Named {
  @Field(() => ID, { description: "The policy." })
  policyId!: string;

  @Field(() => String, {
    description:
      "CHOSEN, OTHER_SOURCE, OTHER_SEVERITY, OTHER_PRIORITY, OTHER_CATEGORY, LESS_SPECIFIC, HIGHER_RANK, LATER_ID, or NEWER: it would be chosen today, the case keeps the one it is under.",
  })
  verdict!: string;
}

@ObjectType({ description: "What a case with these facts would be due." })
export class SlaPreview {
  @Field(() => ID, { nullable: true, description: "The policy; empty when none fits." })
  policyId!: string | null;

  @Field(() => Int, { nullable: true, description: "Its version." })
  policyNumber!: number | null;

  @Field(() => [PreviewedTarget], { description: "The targets." })
  targets!: PreviewedTarget[];

  @Field(() => [ConsideredPolicy], { description: "All policies that were looked at." })
  considered!: ConsideredPolicy[];
}

@ObjectType({ description: "A level, and who would be told." })
export class DryRunStep {
  @Field(() => Int, { description: "The level." })
  level!: number;

  @Field(() => Date, { description: "When." })
  at!: Date;

  @Field(() => ID, { nullable: true, description: "Who; empty: nobody." })
  recipientId!: string | null;

  @Field(() => String, { nullable: true, description: "Name in English." })
  recipientNameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  recipientNameAr!: string | null;

  @Field(() => Boolean, { description: "They would also own the case, where they may." })
  isReassigning!: boolean;

  @Field(() => String, { description: "DIRECT, STAND_IN, NEXT_LEVEL or UNROUTABLE." })
  via!: string;
}

@ObjectType({ description: "A time in which the clock stood still." })
export class ExplainedPause {
  @Field(() => SlaPauseReason, { description: "Why." })
  reason!: SlaPauseReason;

  @Field(() => String, { nullable: true, description: "In words." })
  note!: string | null;

  @Field(() => Date, { description: "From." })
  fromAt!: Date;

  @Field(() => Date, { nullable: true, description: "Until; empty while it lasts." })
  untilAt!: Date | null;

  @Field(() => String, { description: "Who." })
  actorLabel!: string;
}

@ObjectType({ description: "Working time that was used." })
export class ExplainedDay {
  @Field(() => String, { description: "The date in the zone of the calendar." })
  date!: string;

  @Field(() => Date, { description: "From." })
  from!: Date;

  @Field(() => Date, { description: "To." })
  to!: Date;

  @Field(() => Int, { description: "Minutes that count; pauses are left out." })
  usedMinutes!: number;

  @Field(() => String, { nullable: true, description: "Name of the override." })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Name of the override." })
  nameAr!: string | null;
}

@ObjectType({ description: "A closed day on the way." })
export class ExplainedClosing extends Named {
  @Field(() => String, { description: "The date." })
  date!: string;
}

@ObjectType({ description: "Why a due time is what it is, line by line." })
export class SlaExplanation extends TargetLength {
  @Field(() => ID, { description: "The clock." })
  clockId!: string;

  @Field(() => Date, { description: "When the clock started." })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it is due; empty while paused." })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it would be due if work went on now." })
  projectedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the owner is reminded." })
  remindAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was met." })
  metAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "Minutes late, frozen." })
  missMinutes!: number | null;

  @Field(() => String, { nullable: true, description: "Policy, in English." })
  policyNameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Policy, in Arabic." })
  policyNameAr!: string | null;

  @Field(() => Int, { nullable: true, description: "Its version." })
  policyNumber!: number | null;

  @Field(() => String, { nullable: true, description: "Calendar, in English." })
  calendarNameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Calendar, in Arabic." })
  calendarNameAr!: string | null;

  @Field(() => Int, { nullable: true, description: "Its version." })
  calendarNumber!: number | null;

  @Field(() => String, { nullable: true, description: "Its zone." })
  timeZone!: string | null;

  @Field(() => Int, { nullable: true, description: "Pauses count up to so many working minutes; empty for no cap." })
  maxPauseMinutes!: number | null;

  @Field(() => [ConsideredPolicy], { description: "The policies of the kind and place, and why the others lost." })
  considered!: ConsideredPolicy[];

  @Field(() => [ExplainedPause], { description: "All pauses." })
  pauses!: SlaPause[];

  @Field(() => [ExplainedDay], { description: "Working time used, day by day." })
  days!: ExplainedDay[];

  @Field(() => [ExplainedClosing], { description: "Closed days on the way." })
  closedDays!: ExplainedClosing[];
}
