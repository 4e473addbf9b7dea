import { MaxLength } from "class-validator";
import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import { SurveyDefinitionInput } from "./survey-definition.input.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";

@InputType({ description: "Which survey templates." })
export class SurveyTemplateFilter {
  @Field(() => String, { nullable: true, description: "Part of the code or the name." })
  search?: string;

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => Boolean, { nullable: true, description: "Only published ones, or only those never published." })
  isPublished?: boolean;
}

@InputType({ description: "A new survey, as a draft." })
export class CreateSurveyTemplateInput {
  @Field(() => String, { description: "Code, unique in the hospital or in the group." })
  @MaxLength(64)
  code!: string;

  @Field(() => ID, { nullable: true, description: "The hospital it belongs to; empty for the group." })
  hospitalId?: string | null;

  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;

  @Field(() => Float, { nullable: true, description: "Negative below this score; empty: the hospital's setting." })
  negativeThreshold?: number | null;

  @Field(() => SurveyDefinitionInput, { nullable: true, description: "What it asks." })
  definition?: SurveyDefinitionInput | null;
}

@InputType({ description: "Changes of a survey's draft; what is left out stays." })
export class UpdateSurveyTemplateInput {
  @Field(() => ID, { description: "The survey template." })
  id!: string;

  @Field(() => Int, { description: "The version (lock) that was edited." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  @MaxLength(200)
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  @MaxLength(200)
  nameEn?: string;

  @Field(() => Float, {
    nullable: true,
    description: "Negative below this score; null: the hospital's setting. Counts at once.",
  })
  negativeThreshold?: number | null;

  @Field(() => SurveyDefinitionInput, { nullable: true, description: "The whole draft." })
  definition?: SurveyDefinitionInput | null;
}

@InputType({ description: "Which draft to publish." })
export class PublishSurveyTemplateInput {
  @Field(() => ID, { description: "The survey template." })
  id!: string;

  @Field(() => Int, { description: "The version (lock) that was seen." })
  version!: number;
}

@ObjectType({ description: "The survey template after the change." })
export class SurveyTemplatePayload extends Payload {
  @Field(() => SurveyTemplate, { nullable: true, description: "The survey template." })
  surveyTemplate?: SurveyTemplate | null;
}
