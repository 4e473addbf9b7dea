import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Language, Payload } from "../core/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyType } from "./journey.status.ts";
import { StageInstance } from "./stage-instance.entity.ts";

@InputType({ description: "What is known of a journey's patient; what is left out stays as it is." })
export class JourneyPatientInput {
  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: "Mobile number." })
  mobile?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail." })
  email?: string | null;

  @Field(() => Language, { nullable: true, description: "Language in which the patient is addressed." })
  language?: Language | null;

  @Field(() => Boolean, { nullable: true, description: "May be contacted for surveys." })
  hasContactConsent?: boolean | null;
}

@InputType({ description: "A journey opened by hand." })
export class CreateJourneyInstanceInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "Encounter of the HIS; it must not have a journey yet." })
  encounterId!: string;

  @Field(() => String, {
    description: "Medical record number of the patient, who is made when the hospital does not know it.",
  })
  mrn!: string;

  @Field(() => JourneyPatientInput, { nullable: true, description: "What is known of the patient." })
  patient?: JourneyPatientInput | null;

  @Field(() => JourneyType, {
    nullable: true,
    description: "Kind of journey: the template in force is used. This or a template.",
  })
  journeyType?: JourneyType | null;

  @Field(() => ID, { nullable: true, description: "A certain template, in force or not." })
  journeyTemplateId?: string | null;

  @Field(() => ID, { nullable: true, description: "Department where it begins." })
  departmentId?: string | null;

  @Field(() => Date, { nullable: true, description: "When the encounter began; now when left out." })
  startedAt?: Date | null;
}

@InputType({ description: "A journey to cancel." })
export class CancelJourneyInstanceInput {
  @Field(() => ID, { description: "The journey." })
  id!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A stage whose survey is to be sent." })
export class SendStageSurveyInput {
  @Field(() => ID, { description: "The stage, which must be completed." })
  stageInstanceId!: string;
}

@ObjectType({ description: "The journey after the change." })
export class JourneyInstancePayload extends Payload {
  @Field(() => JourneyInstance, { nullable: true, description: "The journey." })
  journeyInstance?: JourneyInstance;
}

@ObjectType({ description: "The stage and its survey, which waits to be sent." })
export class SendStageSurveyPayload extends Payload {
  @Field(() => StageInstance, { nullable: true, description: "The stage." })
  stageInstance?: StageInstance;

  @Field(() => SurveyInstance, { nullable: true, description: "Its survey." })
  surveyInstance?: SurveyInstance;
}
