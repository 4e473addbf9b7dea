import type { Answer, FormOption, FormQuestion, Operator } from "./survey-definition.ts";

export interface Scale {
  min: number;
  max: number;
}

const FIVE: Scale = { min: 1, max: 5 };
const ELEVEN: Scale = { min: 0, max: 10 };

/** Codes of a yes/no question that defines no options of its own. */
export const YES = "YES";
export const NO = "NO";

function hasOptions(question: FormQuestion): boolean {
  return (question.options?.length ?? 0) > 0;
}

/** The whole numbers that answer this question; null when it is answered with codes or text. */
export function scaleOf(question: FormQuestion): Scale | null {
  if (question.type === "NPS") return ELEVEN;
  if (question.type === "RATING" || question.type === "SMILEY") return FIVE;
  return question.type === "LIKERT" && !hasOptions(question) ? FIVE : null;
}

/** The codes that answer this question; empty when it is answered with a number or text. */
export function codesOf(question: FormQuestion): string[] {
  if (scaleOf(question) !== null || question.type === "TEXT") return [];
  if (hasOptions(question)) return (question.options ?? []).map((option) => option.code);
  return question.type === "YES_NO" ? [YES, NO] : [];
}

export function optionOf<O extends FormOption>(options: readonly O[] | null | undefined, code: string): O | undefined {
  return options?.find((option) => option.code === code);
}

export function isNotApplicableCode(question: FormQuestion, code: string): boolean {
  return optionOf(question.options, code)?.isNotApplicable === true;
}

/**
 * What scoring and branching may look at; null for “nothing was said”: no answer, empty, not applicable by the box or
 * by an option that means it (SV-9).
 */
export function spokenValue(
  question: FormQuestion,
  answer: Answer | undefined,
): number | string | readonly string[] | null {
  if (answer === undefined || answer.isNotApplicable === true) return null;
  const { value } = answer;
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return isNotApplicableCode(question, value) ? null : value;
  if (typeof value === "number") return value;
  const said = value.filter((code) => !isNotApplicableCode(question, code));
  return said.length > 0 ? said : null;
}

/** Comparisons that make sense for the kind of answer; text is for people to read, not for branching. */
export function operatorsOf(question: FormQuestion): readonly Operator[] {
  if (question.type === "TEXT") return [];
  if (question.type === "MULTIPLE_CHOICE") return ["includes", "in"];
  return scaleOf(question) === null ? ["eq", "ne", "in"] : ["eq", "ne", "lt", "lte", "gt", "gte", "in"];
}
