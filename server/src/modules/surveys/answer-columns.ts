import type { Answer, SurveyQuestion } from "./survey-definition.ts";
import { scaleOf } from "./survey-question.ts";

/** How one answer is kept: a number, codes or text; all empty when it does not apply. */
export interface AnswerColumns {
  valueNumber: number | null;
  valueCodes: string[] | null;
  valueText: string | null;
  isNotApplicable: boolean;
}

export function answerColumns(question: SurveyQuestion, answer: Answer): AnswerColumns {
  const { value } = answer;
  const isText = question.type === "TEXT";
  const codes = Array.isArray(value) ? [...value] : typeof value === "string" ? [value] : null;
  return {
    valueNumber: typeof value === "number" ? value : null,
    valueCodes: isText ? null : codes,
    valueText: isText && typeof value === "string" ? value : null,
    isNotApplicable: answer.isNotApplicable === true,
  };
}

/** The way back, for explaining a score from what is stored. */
export function answerFrom(
  question: SurveyQuestion,
  columns: Omit<AnswerColumns, "valueText"> & { valueText: string | null },
): Answer {
  const { valueNumber, valueCodes, valueText, isNotApplicable } = columns;
  if (scaleOf(question) !== null) return { value: valueNumber, isNotApplicable };
  if (question.type === "TEXT") return { value: valueText, isNotApplicable };
  if (question.type === "MULTIPLE_CHOICE") return { value: valueCodes, isNotApplicable };
  return { value: valueCodes?.[0] ?? null, isNotApplicable };
}
