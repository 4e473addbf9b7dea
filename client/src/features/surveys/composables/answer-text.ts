import type { SurveyAnswerFieldsFragment } from "#generated/graphql.ts";

export interface AnswerView {
  kind: "notApplicable" | "none" | "options" | "number" | "text";
  text: string;
  /** The best possible value, where the question has a fixed one. */
  best: number | null;
}
type Answer = Pick<
  SurveyAnswerFieldsFragment,
  "questionType" | "valueNumber" | "valueText" | "isNotApplicable" | "optionLabelsAr" | "optionLabelsEn"
>;
const BEST: Partial<Record<Answer["questionType"], number>> = { RATING: 5, SMILEY: 5, LIKERT: 5, NPS: 10 };

/** What the patient chose, in the reader's language; what the patient wrote, as written. */
export function answerView(answer: Answer, language: "ar" | "en", comma: string): AnswerView {
  if (answer.isNotApplicable) return { kind: "notApplicable", text: "", best: null };
  const labels = (language === "ar" ? answer.optionLabelsAr : answer.optionLabelsEn) ?? [];
  if (labels.length > 0) return { kind: "options", text: labels.join(comma), best: null };
  if (answer.valueNumber != null) {
    return { kind: "number", text: String(answer.valueNumber), best: BEST[answer.questionType] ?? null };
  }
  if (answer.valueText) return { kind: "text", text: answer.valueText, best: null };
  return { kind: "none", text: "", best: null };
}
