import { ArrayMaxSize, MaxLength } from "class-validator";
import { GraphQLJSON } from "graphql-scalars";
import { Field, Float, ID, InputType } from "type-graphql";
import type { Condition, QuestionType, ScoringRule, SurveyLayout } from "./survey-definition.ts";
import { LayoutEnum, QuestionTypeEnum, ScoringRuleEnum } from "./survey-definition.type.ts";

const longest = 2_000;

@InputType({ description: "An option of a question." })
class SurveyQuestionOptionInput {
  @Field(() => String, { description: "Code: what answers refer to." })
  @MaxLength(64)
  code!: string;

  @Field(() => String, { defaultValue: "", description: "Text in Arabic." })
  @MaxLength(longest)
  textAr!: string;

  @Field(() => String, { defaultValue: "", description: "Text in English." })
  @MaxLength(longest)
  textEn!: string;

  @Field(() => Float, { nullable: true, description: "0–100; empty: it says nothing about quality." })
  score?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: "It means “does not apply”." })
  isNotApplicable!: boolean;
}

@InputType({ description: "A section." })
class SurveySectionInput {
  @Field(() => String, { description: "Code." })
  @MaxLength(64)
  code!: string;

  @Field(() => String, { defaultValue: "", description: "Title in Arabic." })
  @MaxLength(longest)
  titleAr!: string;

  @Field(() => String, { defaultValue: "", description: "Title in English." })
  @MaxLength(longest)
  titleEn!: string;
}

@InputType({ description: "A question." })
class SurveyQuestionInput {
  @Field(() => ID, { description: "Id, unique in the survey." })
  @MaxLength(64)
  id!: string;

  @Field(() => String, { description: "Code that stays the same over versions." })
  @MaxLength(64)
  code!: string;

  @Field(() => QuestionTypeEnum, { description: "How it is answered." })
  type!: QuestionType;

  @Field(() => String, { defaultValue: "", description: "Text in Arabic." })
  @MaxLength(longest)
  textAr!: string;

  @Field(() => String, { defaultValue: "", description: "Text in English." })
  @MaxLength(longest)
  textEn!: string;

  @Field(() => Boolean, { defaultValue: false, description: "Must be answered when it is shown." })
  isRequired!: boolean;

  @Field(() => Float, { defaultValue: 1, description: "Weight in its section's mean." })
  weight!: number;

  @Field(() => String, { nullable: true, description: "Code of its section." })
  sectionCode?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Offers “does not apply to me”." })
  allowsNotApplicable!: boolean;

  @Field(() => Float, { nullable: true, description: "Smallest number that counts as a best answer." })
  topBoxMin?: number | null;

  @Field(() => [String], { nullable: true, description: "Options that count as best answers." })
  topBoxCodes?: string[] | null;

  @Field(() => [SurveyQuestionOptionInput], { nullable: true, description: "What may be chosen." })
  @ArrayMaxSize(200)
  options?: SurveyQuestionOptionInput[] | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "Shown only when this holds; see SurveyQuestion.showWhen." })
  showWhen?: Condition | null;
}

@InputType({ description: "A draft: it may be incomplete until it is published." })
export class SurveyDefinitionInput {
  @Field(() => String, { defaultValue: "", description: "Introduction in Arabic." })
  @MaxLength(longest)
  introAr!: string;

  @Field(() => String, { defaultValue: "", description: "Introduction in English." })
  @MaxLength(longest)
  introEn!: string;

  @Field(() => String, { defaultValue: "", description: "Thanks in Arabic." })
  @MaxLength(longest)
  thanksAr!: string;

  @Field(() => String, { defaultValue: "", description: "Thanks in English." })
  @MaxLength(longest)
  thanksEn!: string;

  @Field(() => ScoringRuleEnum, { defaultValue: ScoringRuleEnum.WEIGHTED_MEAN, description: "How it is scored." })
  scoring!: ScoringRule;

  @Field(() => LayoutEnum, { defaultValue: LayoutEnum.ONE_BY_ONE, description: "How the form shows it." })
  layout!: SurveyLayout;

  @Field(() => [SurveySectionInput], { defaultValue: [], description: "Sections, in order." })
  @ArrayMaxSize(100)
  sections!: SurveySectionInput[];

  @Field(() => [SurveyQuestionInput], { defaultValue: [], description: "Questions, in order." })
  @ArrayMaxSize(200)
  questions!: SurveyQuestionInput[];
}
