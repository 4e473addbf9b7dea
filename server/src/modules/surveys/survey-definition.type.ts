import { GraphQLJSON } from "graphql-scalars";
import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import type { Condition, QuestionType, ScoringRule, SurveyLayout } from "./survey-definition.ts";

/** GraphQL enums of the plain unions in survey-definition.ts, which the patient's form shares and which therefore know no GraphQL. */
export const QuestionTypeEnum: { readonly [Name in QuestionType]: Name } = {
  RATING: "RATING",
  SMILEY: "SMILEY",
  NPS: "NPS",
  LIKERT: "LIKERT",
  YES_NO: "YES_NO",
  SINGLE_CHOICE: "SINGLE_CHOICE",
  MULTIPLE_CHOICE: "MULTIPLE_CHOICE",
  TEXT: "TEXT",
};
registerEnumType(QuestionTypeEnum, {
  name: "SurveyQuestionType",
  description: "How a question is answered.",
  valuesConfig: {
    RATING: { description: "One to five stars." },
    SMILEY: { description: "One of five faces, 1 worst, 5 best." },
    NPS: { description: "How likely to recommend, 0–10." },
    LIKERT: { description: "Agreement, 1–5, or options of its own." },
    YES_NO: { description: "YES or NO." },
    SINGLE_CHOICE: { description: "One of the options." },
    MULTIPLE_CHOICE: { description: "Any of the options." },
    TEXT: { description: "Free text." },
  },
});

export const ScoringRuleEnum: { readonly [Name in ScoringRule]: Name } = {
  WEIGHTED_MEAN: "WEIGHTED_MEAN",
  TOP_BOX: "TOP_BOX",
  NPS: "NPS",
};
registerEnumType(ScoringRuleEnum, {
  name: "SurveyScoring",
  description: "How answers become a score. Unanswered and not applicable ones never count.",
  valuesConfig: {
    WEIGHTED_MEAN: { description: "Weighted mean 0–100 within each section, then the mean of the sections." },
    TOP_BOX: { description: "Share of best answers, 0–100." },
    NPS: { description: "%9–10 minus %0–6, −100–100." },
  },
});

export const LayoutEnum: { readonly [Name in SurveyLayout]: Name } = { ONE_BY_ONE: "ONE_BY_ONE", ONE_PAGE: "ONE_PAGE" };
registerEnumType(LayoutEnum, {
  name: "SurveyLayout",
  description: "How the form shows its questions.",
  valuesConfig: { ONE_BY_ONE: { description: "One at a time." }, ONE_PAGE: { description: "All on one page." } },
});

@ObjectType({ description: "An option of a question." })
export class SurveyQuestionOption {
  @Field(() => String, { description: "Code: what answers refer to." })
  code!: string;

  @Field(() => String, { description: "Text in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "Text in English." })
  textEn!: string;

  @Field(() => Float, { nullable: true, description: "0–100; empty: it says nothing about quality." })
  score?: number | null;

  @Field(() => Boolean, { description: "It means “does not apply” and leaves the denominator." })
  isNotApplicable!: boolean;
}

@ObjectType("SurveySection", { description: "A section of a survey; its mean counts as much as any other section's." })
export class SurveySectionType {
  @Field(() => String, { description: "Code." })
  code!: string;

  @Field(() => String, { description: "Title in Arabic." })
  titleAr!: string;

  @Field(() => String, { description: "Title in English." })
  titleEn!: string;
}

@ObjectType("SurveyQuestion", { description: "A question of a survey." })
export class SurveyQuestionType {
  @Field(() => ID, { description: "Id, unique in the survey: what answers refer to." })
  id!: string;

  @Field(() => String, { description: "Code that stays the same over versions: analytics joins by it." })
  code!: string;

  @Field(() => QuestionTypeEnum, { description: "How it is answered." })
  type!: QuestionType;

  @Field(() => String, { description: "Text in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "Text in English." })
  textEn!: string;

  @Field(() => Boolean, { description: "Must be answered when it is shown." })
  isRequired!: boolean;

  @Field(() => Float, { description: "Weight in its section's mean." })
  weight!: number;

  @Field(() => String, { nullable: true, description: "Code of its section." })
  sectionCode?: string | null;

  @Field(() => Boolean, { description: "Offers “does not apply to me”." })
  allowsNotApplicable!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: "Smallest number that counts as a best answer; empty: the best only (NPS: 9).",
  })
  topBoxMin?: number | null;

  @Field(() => [String], { nullable: true, description: "Options that count as best answers." })
  topBoxCodes?: readonly string[] | null;

  @Field(() => [SurveyQuestionOption], { nullable: true, description: "What may be chosen." })
  options?: SurveyQuestionOption[] | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "Shown only when this holds: { questionId, op, value }, { all: […] } or { any: […] }; empty: always.",
  })
  showWhen?: Condition | null;
}

@ObjectType("SurveyDefinition", { description: "What a survey asks, and how it is scored." })
export class SurveyDefinitionType {
  @Field(() => String, { description: "Introduction in Arabic; empty for none." })
  introAr!: string;

  @Field(() => String, { description: "Introduction in English." })
  introEn!: string;

  @Field(() => String, { description: "Thanks in Arabic; empty for the usual words." })
  thanksAr!: string;

  @Field(() => String, { description: "Thanks in English." })
  thanksEn!: string;

  @Field(() => ScoringRuleEnum, { description: "How it is scored." })
  scoring!: ScoringRule;

  @Field(() => LayoutEnum, { description: "How the form shows it." })
  layout!: SurveyLayout;

  @Field(() => [SurveySectionType], { description: "Sections, in order." })
  sections!: SurveySectionType[];

  @Field(() => [SurveyQuestionType], { description: "Questions, in order." })
  questions!: SurveyQuestionType[];
}
