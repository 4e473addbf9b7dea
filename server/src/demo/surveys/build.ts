import type { Condition, SurveyOption, SurveyQuestion } from "../../modules/surveys/survey-definition.ts";
import type { DraftedDefinition, DraftedQuestion } from "../../modules/surveys/survey.normalise.ts";

export interface DemoSurvey {
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly negativeThreshold?: number;
  /** Which comments fit. */
  readonly topic: Topic;
  readonly definition: DraftedDefinition;
}

export type Topic = "CONSULT" | "LAB" | "RADIOLOGY" | "PHARMACY" | "WARD" | "DISCHARGE" | "EMERGENCY";

type Extra = Partial<
  Pick<SurveyQuestion, "isRequired" | "weight" | "sectionCode" | "allowsNotApplicable" | "showWhen" | "topBoxMin">
>;

/** The question's id is its code too: analytics joins versions by it (SV-1). */
const question = (
  type: SurveyQuestion["type"],
  id: string,
  textAr: string,
  textEn: string,
  extra: Extra = {},
): DraftedQuestion => ({ id, code: id, type, textAr, textEn, ...extra });

export const rating = (id: string, ar: string, en: string, extra: Extra = {}) =>
  question("RATING", id, ar, en, { topBoxMin: 5, ...extra });
export const smiley = (id: string, ar: string, en: string, extra: Extra = {}) =>
  question("SMILEY", id, ar, en, { topBoxMin: 4, ...extra });
export const yesNo = (id: string, ar: string, en: string, extra: Extra = {}) => question("YES_NO", id, ar, en, extra);
export const likert = (id: string, ar: string, en: string, extra: Extra = {}) =>
  question("LIKERT", id, ar, en, { topBoxMin: 4, ...extra });

export const recommend = (): DraftedQuestion =>
  question(
    "NPS",
    "recommend",
    "ما مدى احتمال أن توصي بنا أهلك وأصدقاءك؟",
    "How likely are you to recommend us to your family and friends?",
    { isRequired: true, weight: 2 },
  );

export const comment = (): DraftedQuestion =>
  question("TEXT", "comment", "هل تود أن تخبرنا بشيء آخر؟", "Is there anything else you would like to tell us?");

type OptionText = readonly [code: string, ar: string, en: string, score?: number];

const options = (texts: readonly OptionText[]): SurveyOption[] =>
  texts.map(([code, textAr, textEn, score]) => ({ code, textAr, textEn, score: score ?? null }));

export const choice = (
  id: string,
  ar: string,
  en: string,
  texts: readonly OptionText[],
  extra: Extra = {},
): DraftedQuestion => ({ ...question("SINGLE_CHOICE", id, ar, en, extra), options: options(texts) });

/** Asked only of those who were not content: what it was. It explains a score and is none. */
export const whatWentWrong = (
  low: readonly string[],
  texts: readonly OptionText[],
  no: readonly string[] = [],
): DraftedQuestion => ({
  ...question(
    "MULTIPLE_CHOICE",
    "what_went_wrong",
    "نأسف لذلك. ما الذي لم يكن كما يجب؟",
    "We are sorry to hear that. What went wrong?",
    {
      weight: 0,
      showWhen: { any: [...low.map(atMostTwo), ...no.map(isNo)] },
    },
  ),
  options: options([...texts, ["OTHER", "سبب آخر", "Something else"]]),
});

const atMostTwo = (questionId: string): Condition => ({ questionId, op: "lte", value: 2 });
const isNo = (questionId: string): Condition => ({ questionId, op: "eq", value: "NO" });

export const thanks = {
  thanksAr: "شكرًا لوقتك. يصل رأيك مباشرة إلى فريق تجربة المريض، ونتمنى لك دوام الصحة والعافية.",
  thanksEn:
    "Thank you for your time. Your answers go straight to our patient experience team. We wish you good health.",
};
