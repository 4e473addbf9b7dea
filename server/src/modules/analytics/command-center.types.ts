import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { JourneyType } from "../journeys/index.ts";
import { Department, Hospital } from "../organizations/index.ts";

export enum KpiKey {
  ACTIVE_COMPLAINTS = "ACTIVE_COMPLAINTS",
  OVERDUE_COMPLAINTS = "OVERDUE_COMPLAINTS",
  ACTIVE_JOURNEYS = "ACTIVE_JOURNEYS",
  SURVEYS_SENT = "SURVEYS_SENT",
  RESPONSE_RATE = "RESPONSE_RATE",
  SATISFACTION = "SATISFACTION",
  NEGATIVE_SURVEYS_24H = "NEGATIVE_SURVEYS_24H",
  NEGATIVE_SURVEYS_7D = "NEGATIVE_SURVEYS_7D",
  OPEN_ACTIONS = "OPEN_ACTIONS",
  OVERDUE_ACTIONS = "OVERDUE_ACTIONS",
}
registerEnumType(KpiKey, {
  name: "KpiKey",
  description: "The tiles of the command centre.",
  valuesConfig: {
    ACTIVE_COMPLAINTS: { description: "Complaints that are not closed; only for who may read complaints." },
    OVERDUE_COMPLAINTS: {
      description: "Complaints past their due time that are not closed; only for who may read complaints.",
    },
    ACTIVE_JOURNEYS: { description: "Journeys under way now." },
    SURVEYS_SENT: { description: "Invitations sent in the span." },
    RESPONSE_RATE: { description: "Of the invitations sent in the span, the share answered by now." },
    SATISFACTION: { description: "Mean score of the surveys answered in the span." },
    NEGATIVE_SURVEYS_24H: { description: "Negative surveys of the last 24 hours." },
    NEGATIVE_SURVEYS_7D: { description: "Negative surveys of the last 7 days." },
    OPEN_ACTIONS: { description: "PX actions that are not closed or cancelled." },
    OVERDUE_ACTIONS: { description: "Open PX actions past their due time." },
  },
});

export enum KpiUnit {
  COUNT = "COUNT",
  PERCENT = "PERCENT",
  SCORE = "SCORE",
}
registerEnumType(KpiUnit, {
  name: "KpiUnit",
  description: "Unit of a tile's value.",
  valuesConfig: {
    COUNT: { description: "A number of things." },
    PERCENT: { description: "0–100 %." },
    SCORE: { description: "A score, 0–100." },
  },
});

export enum KpiStateValue {
  OK = "OK",
  WARNING = "WARNING",
  BAD = "BAD",
  NEUTRAL = "NEUTRAL",
}
registerEnumType(KpiStateValue, {
  name: "KpiState",
  description: "How a value stands against its target.",
  valuesConfig: {
    OK: { description: "Within the target." },
    WARNING: { description: "Close to the limit." },
    BAD: { description: "Beyond the limit." },
    NEUTRAL: { description: "No target, or too few answers to judge." },
  },
});

@InputType({ description: "What the command centre counts. The lists behind its numbers take the same conditions." })
export class CommandCenterFilter {
  @Field(() => String, {
    nullable: true,
    description: "First day, YYYY-MM-DD in the reporting zone; 30 days ago when left out.",
  })
  from?: string;

  @Field(() => String, { nullable: true, description: "Last day, included; today when left out." })
  to?: string;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these departments." })
  departmentId?: string[];

  @Field(() => [JourneyType], { nullable: true, description: "Of any of these journey types." })
  journeyType?: JourneyType[];
}

@ObjectType({ description: "One tile." })
export class Kpi {
  @Field(() => KpiKey, { description: "Which tile." })
  key!: KpiKey;

  @Field(() => Float, { nullable: true, description: "The value; null when there is nothing to compute it from." })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: "The value of the span it is compared with." })
  previousValue!: number | null;

  @Field(() => KpiUnit, { description: "Unit of the value." })
  unit!: KpiUnit;

  @Field(() => [Float], { nullable: "items", description: "The value over the span, oldest first." })
  sparkline!: (number | null)[];

  @Field(() => KpiStateValue, { description: "How it stands against its target." })
  state!: KpiStateValue;

  @Field(() => Int, { nullable: true, description: "Number of answers behind a mean or share." })
  n!: number | null;

  @Field(() => Date, { nullable: true, description: "Begin of what it counts; for the list behind it." })
  from!: Date | null;

  @Field(() => Date, { nullable: true, description: "End of what it counts, exclusive." })
  to!: Date | null;
}

@ObjectType({ description: "Satisfaction with one stage." })
export class StageSatisfaction {
  @Field(() => String, { description: "Code of the stage." })
  stageCode!: string;

  @Field(() => String, { description: "Name of the stage in Arabic." })
  stageNameAr!: string;

  @Field(() => String, { description: "Name of the stage in English." })
  stageNameEn!: string;

  @Field(() => JourneyType, { nullable: true, description: "Type of the journey." })
  journeyType!: JourneyType | null;

  @Field(() => Float, { nullable: true, description: "Mean score." })
  mean!: number | null;

  @Field(() => Int, { description: "Number of scored answers." })
  n!: number;

  @Field(() => Int, { description: "How many were negative." })
  negativeCount!: number;

  @Field(() => Float, { nullable: true, description: "Lower end of the 95 % interval." })
  ciLow!: number | null;

  @Field(() => Float, { nullable: true, description: "Upper end of the 95 % interval." })
  ciHigh!: number | null;
}

@ObjectType({ description: "One day of the trend." })
export class TrendPoint {
  @Field(() => String, { description: "The day, YYYY-MM-DD." })
  date!: string;

  @Field(() => Float, { nullable: true, description: "Mean score of what was answered that day." })
  mean!: number | null;

  @Field(() => Int, { description: "Number of scored answers." })
  n!: number;

  @Field(() => Int, { description: "How many were negative." })
  negativeCount!: number;

  @Field(() => Int, { description: "Invitations sent." })
  sentCount!: number;

  @Field(() => Int, { description: "Surveys answered." })
  answeredCount!: number;
}

@ObjectType({ description: "Satisfaction with one department." })
export class DepartmentScore {
  @Field(() => Department, { description: "The department." })
  department!: Department;

  @Field(() => Float, { nullable: true, description: "Mean score." })
  mean!: number | null;

  @Field(() => Int, { description: "Number of scored answers." })
  n!: number;

  @Field(() => Int, { description: "How many were negative." })
  negativeCount!: number;

  @Field(() => Float, { nullable: true, description: "Lower end of the 95 % interval." })
  ciLow!: number | null;

  @Field(() => Float, { nullable: true, description: "Upper end of the 95 % interval." })
  ciHigh!: number | null;

  @Field(() => Boolean, { description: "Has enough answers to be ranked." })
  isRanked!: boolean;
}

@ObjectType({ description: "Whether a source system is heard from. Silence is a fault, not calm." })
export class FeedHealth {
  @Field(() => String, { description: "The source system." })
  sourceSystem!: string;

  @Field(() => Hospital, { nullable: true, description: "The hospital." })
  hospital!: Hospital | null;

  @Field(() => Date, { nullable: true, description: "Last event received." })
  lastReceivedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "Minutes since then." })
  silentMinutes!: number | null;

  @Field(() => Boolean, { description: "Silent for longer than the hospital allows." })
  isSilent!: boolean;
}

@ObjectType({ description: "Patients who wait in front of one stage now." })
export class StageLoad {
  @Field(() => JourneyType, { description: "Type of the journey." })
  journeyType!: JourneyType;

  @Field(() => String, { description: "Code of the stage." })
  stageCode!: string;

  @Field(() => String, { description: "Name of the stage in Arabic." })
  stageNameAr!: string;

  @Field(() => String, { description: "Name of the stage in English." })
  stageNameEn!: string;

  @Field(() => Int, { description: "Active journeys whose next stage this is." })
  waitingCount!: number;
}
