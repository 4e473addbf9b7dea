/**
 * The immutable content of a published version, as plain types: no database, no Node, so that the patient's form can
 * read them too. Answers refer to question ids and option codes, never to labels: a corrected label changes no history
 * (SV-1).
 */
export const QUESTION_TYPES = [
  "RATING",
  "SMILEY",
  "NPS",
  "LIKERT",
  "YES_NO",
  "SINGLE_CHOICE",
  "MULTIPLE_CHOICE",
  "TEXT",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export const SCORING_RULES = ["WEIGHTED_MEAN", "TOP_BOX", "NPS"] as const;
export type ScoringRule = (typeof SCORING_RULES)[number];

export const LAYOUTS = ["ONE_BY_ONE", "ONE_PAGE"] as const;
export type SurveyLayout = (typeof LAYOUTS)[number];

export const OPERATORS = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "includes"] as const;
export type Operator = (typeof OPERATORS)[number];

export type ComparisonValue = number | string | readonly (number | string)[];
export interface Comparison {
  questionId: string;
  op: Operator;
  value: ComparisonValue;
}
export type Condition = { all: readonly Condition[] } | { any: readonly Condition[] } | Comparison;

export interface FormOption {
  code: string;
  textAr: string;
  textEn: string;
  isNotApplicable?: boolean;
}

/**
 * What the patient's form needs of a question: no weights, scores or top boxes, which would tell the patient what we
 * hope for.
 */
export interface FormQuestion {
  id: string;
  type: QuestionType;
  textAr: string;
  textEn: string;
  isRequired: boolean;
  sectionCode?: string | null;
  allowsNotApplicable?: boolean;
  options?: readonly FormOption[] | null;
  showWhen?: Condition | null;
}

export interface SurveySection {
  code: string;
  titleAr: string;
  titleEn: string;
}

export interface FormDefinition<Q extends FormQuestion = FormQuestion> {
  introAr: string;
  introEn: string;
  thanksAr: string;
  thanksEn: string;
  layout: SurveyLayout;
  sections: readonly SurveySection[];
  questions: readonly Q[];
}

export interface SurveyOption extends FormOption {
  /** 0–100; null: this choice says nothing about quality and leaves the denominator. */
  score: number | null;
}

export interface SurveyQuestion extends FormQuestion {
  /** Stable over versions: analytics joins versions by it. */
  code: string;
  weight: number;
  topBoxMin?: number | null;
  topBoxCodes?: readonly string[] | null;
  options?: readonly SurveyOption[] | null;
}

export interface SurveyDefinition extends FormDefinition<SurveyQuestion> {
  scoring: ScoringRule;
}

export type AnswerValue = number | string | readonly string[] | null;
export interface Answer {
  value: AnswerValue;
  isNotApplicable?: boolean;
}
export type Answers = Readonly<Record<string, Answer>>;

/** Own properties only: a question may be called “constructor”. */
export function answerOf(answers: Answers, questionId: string): Answer | undefined {
  return Object.prototype.hasOwnProperty.call(answers, questionId) ? answers[questionId] : undefined;
}
