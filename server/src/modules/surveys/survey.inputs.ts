import { MaxLength } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { DateTimeRange, NumberRange, Payload } from "../core/index.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { SurveyStatus } from "./survey.status.ts";

@InputType({ description: "Which surveys." })
export class SurveyInstanceFilter {
  @Field(() => [SurveyStatus], { nullable: true, description: "In any of these statuses." })
  status?: SurveyStatus[];

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => [ID], { nullable: true, description: "About any of these departments." })
  departmentId?: string[];

  @Field(() => [ID], { nullable: true, description: "About any of these physicians." })
  physicianId?: string[];

  @Field(() => [String], { nullable: true, description: "Of any of these journey types: EMS, INPATIENT, OPD." })
  journeyType?: string[];

  @Field(() => [String], { nullable: true, description: "About any of these stages." })
  stageCode?: string[];

  @Field(() => [ID], { nullable: true, description: "Of any of these templates." })
  templateId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Only negative ones, or only answered ones that are not." })
  isNegative?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Only with a score, or only without." })
  hasScore?: boolean;

  @Field(() => NumberRange, { nullable: true, description: "With a score in this span." })
  score?: NumberRange;

  @Field(() => String, { nullable: true, description: "Of this encounter." })
  encounterId?: string;

  @Field(() => String, {
    nullable: true,
    description: "Of the patient with this record number; finds nothing without the right to see patients.",
  })
  mrn?: string;

  @Field(() => ID, { nullable: true, description: "Of this patient." })
  patientId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "Made in this span." })
  createdAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "First sent in this span." })
  sentAt?: DateTimeRange;

  @Field(() => DateTimeRange, { nullable: true, description: "Answered in this span." })
  answeredAt?: DateTimeRange;

  @Field(() => String, { nullable: true, description: "Encounter or record number, in full." })
  search?: string;
}

@InputType({ description: "Which survey to send again." })
export class ResendSurveyInput {
  @Field(() => ID, { description: "The survey." })
  id!: string;
}

@InputType({ description: "Which survey to withdraw, and why." })
export class CancelSurveyInput {
  @Field(() => ID, { description: "The survey." })
  id!: string;

  @Field(() => String, { description: "Why; colleagues will read it." })
  @MaxLength(500)
  reason!: string;
}

@ObjectType({ description: "The survey after the change." })
export class SurveyInstancePayload extends Payload {
  @Field(() => SurveyInstance, { nullable: true, description: "The survey." })
  surveyInstance?: SurveyInstance | null;
}
