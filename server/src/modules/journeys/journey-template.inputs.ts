import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { orderOf, Payload } from "../core/index.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { JourneyType } from "./journey.status.ts";

enum JourneyTemplateOrderField {
  CODE = "code",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
  JOURNEY_TYPE = "journeyType",
}
export const JourneyTemplateOrder = orderOf("JourneyTemplate", JourneyTemplateOrderField, "journey templates");

@InputType({ description: "Which journey templates." })
export class JourneyTemplateFilter {
  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals; those of the group are not." })
  hospitalId?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "Only those of the group, or only those of hospitals." })
  isGroup?: boolean | null;

  @Field(() => [JourneyType], { nullable: true, description: "For any of these kinds of journey." })
  journeyType?: JourneyType[] | null;

  @Field(() => Boolean, { nullable: true, description: "Only those in force, or only the others." })
  isActive?: boolean | null;

  @Field(() => String, { nullable: true, description: "Part of the code or the name." })
  search?: string | null;
}

@InputType({ description: "One stage of a template." })
export class StageTemplateInput {
  @Field(() => Int, {
    nullable: true,
    description: "Place in the journey, from 1; the order of the list when left out.",
  })
  position?: number | null;

  @Field(() => String, {
    description: "Code, unique in the template; keep it from version to version for the same stage.",
  })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "Code of the event that completes it, e.g. LAB_ORDER_COMPLETED." })
  triggerEventCode!: string;

  @Field(() => ID, { nullable: true, description: "Survey that asks about it: of the group or of the same hospital." })
  surveyTemplateId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Send the survey as soon as it is completed; true when left out and a survey is given.",
  })
  isAutoSendSurvey?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Flag an event that completes it without a physician; false when left out.",
  })
  isPhysicianRequired?: boolean | null;
}

@InputType({ description: "A new journey template." })
export class CreateJourneyTemplateInput {
  @Field(() => String, { description: "Code, unique in the hospital or in the group." })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => JourneyType, { description: "Kind of journey." })
  journeyType!: JourneyType;

  @Field(() => ID, { nullable: true, description: "For this hospital; the group's default when left out." })
  hospitalId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "In force. When left out: if no other one of this hospital and type is.",
  })
  isActive?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: "Event codes that open a journey, beside those of the event rules.",
  })
  openingEventCodes?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Event codes that close a journey, beside those of the event rules.",
  })
  closingEventCodes?: string[] | null;

  @Field(() => [StageTemplateInput], { description: "The stages, in order." })
  stages!: StageTemplateInput[];
}

@InputType({
  description:
    "Changes of a template; what is left out stays. Stages or codes make a new version, which new journeys get.",
})
export class UpdateJourneyTemplateInput {
  @Field(() => ID, { description: "The template." })
  id!: string;

  @Field(() => Int, { nullable: true, description: "The version (field `version`) that was edited." })
  version?: number | null;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string | null;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string | null;

  @Field(() => [String], { nullable: true, description: "Opening codes, all of them." })
  openingEventCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Closing codes, all of them." })
  closingEventCodes?: string[] | null;

  @Field(() => [StageTemplateInput], { nullable: true, description: "The stages, all of them." })
  stages?: StageTemplateInput[] | null;
}

@InputType({ description: "Puts a template in force or out of it." })
export class SetJourneyTemplateActiveInput {
  @Field(() => ID, { description: "The template." })
  id!: string;

  @Field(() => Boolean, { description: "In force from now on, for new journeys." })
  isActive!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Take the one that is in force out in the same moment, so that no opening event falls in between.",
  })
  isReplacing?: boolean | null;

  @Field(() => Int, { nullable: true, description: "The version (field `version`) that was seen." })
  version?: number | null;
}

@ObjectType({ description: "The template after the change." })
export class JourneyTemplatePayload extends Payload {
  @Field(() => JourneyTemplate, { nullable: true, description: "The template." })
  journeyTemplate?: JourneyTemplate;
}
