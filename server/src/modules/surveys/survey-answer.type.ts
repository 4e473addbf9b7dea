import { Field, Float, ID, ObjectType } from "type-graphql";
import type { QuestionType, ScoringRule } from "./survey-definition.ts";
import { QuestionTypeEnum, ScoringRuleEnum } from "./survey-definition.type.ts";
import { ThresholdSource } from "./survey.status.ts";

@ObjectType({ description: "An answer, with the words of the version that was asked." })
export class SurveyAnswer {
  @Field(() => ID, { description: "Id of the question." })
  questionId!: string;

  @Field(() => String, { description: "Code of the question, the same over versions." })
  questionCode!: string;

  @Field(() => QuestionTypeEnum, { description: "How it was answered." })
  questionType!: QuestionType;

  @Field(() => String, { description: "The question in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "The question in English." })
  textEn!: string;

  @Field(() => Float, { nullable: true, description: "The number that was chosen." })
  valueNumber?: number | null;

  @Field(() => [String], { nullable: true, description: "Codes that were chosen." })
  valueCodes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "What was written. Show it isolated: it may run in either direction.",
  })
  valueText?: string | null;

  @Field(() => Float, { nullable: true, description: "What it is worth; empty: it does not count." })
  score?: number | null;

  @Field(() => Boolean, { description: "The patient said that it does not apply." })
  isNotApplicable!: boolean;

  @Field(() => [String], { nullable: true, description: "The chosen options in Arabic." })
  optionLabelsAr?: string[] | null;

  @Field(() => [String], { nullable: true, description: "The chosen options in English." })
  optionLabelsEn?: string[] | null;
}

@ObjectType({ description: "What one question contributed." })
class QuestionScoreType {
  @Field(() => ID, { description: "Id of the question." })
  questionId!: string;

  @Field(() => String, { description: "Code of the question." })
  questionCode!: string;

  @Field(() => String, { nullable: true, description: "Section whose mean it is part of." })
  sectionCode?: string | null;

  @Field(() => Float, { description: "Weight in that mean." })
  weight!: number;

  @Field(() => Float, { nullable: true, description: "Its score; empty: left out of the denominator." })
  score?: number | null;

  @Field(() => String, { description: "SCORED, SKIPPED, NOT_APPLICABLE, NOT_SCORED or HIDDEN." })
  reason!: string;
}

@ObjectType({ description: "The mean of a section." })
class SectionMeanType {
  @Field(() => String, { nullable: true, description: "The section; empty: questions of no section." })
  sectionCode?: string | null;

  @Field(() => Float, { nullable: true, description: "Its mean; empty when nothing in it counted." })
  mean?: number | null;
}

@ObjectType({ description: "Why the score is what it is, and why it is negative or not." })
export class SurveyScoreExplanation {
  @Field(() => ScoringRuleEnum, { description: "The rule of the version." })
  rule!: ScoringRule;

  @Field(() => Float, { nullable: true, description: "The score." })
  score?: number | null;

  @Field(() => [QuestionScoreType], { description: "Each question's part." })
  questionScores!: QuestionScoreType[];

  @Field(() => [SectionMeanType], { description: "Each section's part; empty for the NPS rule." })
  sectionMeans!: SectionMeanType[];

  @Field(() => Float, { description: "Below it, the score is negative." })
  threshold!: number;

  @Field(() => ThresholdSource, { description: "Whose threshold that was at that time." })
  thresholdSource!: ThresholdSource;
}
