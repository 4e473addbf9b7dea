import { MaxLength } from "class-validator";
import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { Language, Payload } from "../core/index.ts";
import type { Answers, Condition, QuestionType, SurveyLayout } from "./survey-definition.ts";
import { LayoutEnum, QuestionTypeEnum, SurveySectionType } from "./survey-definition.type.ts";
import type { PublicState } from "./public-survey.service.ts";

export const PublicStateEnum: { readonly [Name in PublicState]: Name } = {
  OPEN: "OPEN",
  EXPIRED: "EXPIRED",
  ANSWERED: "ANSWERED",
  CANCELLED: "CANCELLED",
  INVALID: "INVALID",
};
registerEnumType(PublicStateEnum, {
  name: "PublicSurveyState",
  description: "What a patient's link shows.",
  valuesConfig: {
    OPEN: { description: "Can be answered." },
    EXPIRED: { description: "Its time is over." },
    ANSWERED: { description: "Answered: thank you." },
    CANCELLED: { description: "Withdrawn." },
    INVALID: { description: "No such link." },
  },
});

@ObjectType({ description: "An option as the patient sees it." })
class PublicSurveyOption {
  @Field(() => String, { description: "Code: what the answer refers to." })
  code!: string;

  @Field(() => String, { description: "Text in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "Text in English." })
  textEn!: string;

  @Field(() => Boolean, { nullable: true, description: "Stands alone: “does not apply”." })
  isNotApplicable?: boolean;
}

@ObjectType({ description: "A question as the patient sees it: without weights and scores." })
class PublicSurveyQuestion {
  @Field(() => ID, { description: "Id: what the answer refers to." })
  id!: string;

  @Field(() => QuestionTypeEnum, { description: "How it is answered." })
  type!: QuestionType;

  @Field(() => String, { description: "Text in Arabic." })
  textAr!: string;

  @Field(() => String, { description: "Text in English." })
  textEn!: string;

  @Field(() => Boolean, { description: "Must be answered when it is shown." })
  isRequired!: boolean;

  @Field(() => String, { nullable: true, description: "Code of its section." })
  sectionCode?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Offers “does not apply to me”." })
  allowsNotApplicable?: boolean;

  @Field(() => [PublicSurveyOption], { nullable: true, description: "What may be chosen." })
  options?: PublicSurveyOption[] | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "Shown only when this holds." })
  showWhen?: Condition | null;
}

@ObjectType({ description: "A survey as the patient sees it." })
class PublicSurveyDefinition {
  @Field(() => String, { description: "Introduction in Arabic." })
  introAr!: string;

  @Field(() => String, { description: "Introduction in English." })
  introEn!: string;

  @Field(() => String, { description: "Thanks in Arabic." })
  thanksAr!: string;

  @Field(() => String, { description: "Thanks in English." })
  thanksEn!: string;

  @Field(() => LayoutEnum, { description: "How the form shows it." })
  layout!: SurveyLayout;

  @Field(() => [SurveySectionType], { description: "Sections, in order." })
  sections!: SurveySectionType[];

  @Field(() => [PublicSurveyQuestion], { description: "Questions, in order." })
  questions!: PublicSurveyQuestion[];
}

@ObjectType({
  description: "What a patient's link leads to. Everything but the state is empty when it can't be answered.",
})
export class PublicSurvey {
  @Field(() => PublicStateEnum, { description: "What the link shows." })
  state!: PublicState;

  @Field(() => Language, { nullable: true, description: "Language of the patient." })
  language?: Language | null;

  @Field(() => String, { nullable: true, description: "The hospital that asks, in Arabic." })
  hospitalNameAr?: string | null;

  @Field(() => String, { nullable: true, description: "The hospital that asks, in English." })
  hospitalNameEn?: string | null;

  @Field(() => PublicSurveyDefinition, { nullable: true, description: "What is asked." })
  definition?: PublicSurveyDefinition | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "What was saved so far: { questionId: { value, isNotApplicable } }.",
  })
  answers?: Answers | null;
}

@InputType({ description: "What was answered so far." })
export class SavePublicSurveyInput {
  @Field(() => String, { description: "Last part of the patient's link." })
  @MaxLength(200)
  token!: string;

  @Field(() => GraphQLJSON, {
    description: "{ questionId: { value, isNotApplicable } }; the whole of it replaces what was saved.",
  })
  answers!: unknown;

  @Field(() => Language, { description: "Language in which it is being answered." })
  language!: Language;
}

@InputType({ description: "A finished survey." })
export class SubmitPublicSurveyInput extends SavePublicSurveyInput {}

@ObjectType({ description: "Where the survey stands after the call." })
export class PublicSurveyPayload extends Payload {
  @Field(() => PublicStateEnum, {
    description: "ANSWERED after a submission, also after a repeated one; OPEN when something has to be mended.",
  })
  state!: PublicState;
}
