import { isBlank } from "./survey.text.ts";

export type SurveyProblemCode =
  | "NO_QUESTIONS"
  | "TOO_MANY"
  | "MISSING_TEXT_AR"
  | "MISSING_TEXT_EN"
  | "BAD_ID"
  | "DUPLICATE_ID"
  | "DUPLICATE_CODE"
  | "BAD_TYPE"
  | "UNKNOWN_SECTION"
  | "NO_OPTIONS"
  | "BAD_OPTION"
  | "BAD_WEIGHT"
  | "BAD_SCORE"
  | "BAD_TOP_BOX"
  | "NOTHING_SCORED"
  | "BAD_CONDITION"
  | "UNKNOWN_QUESTION"
  | "BAD_OPERATOR"
  | "UNKNOWN_OPTION"
  | "BAD_VALUE"
  | "CYCLE"
  | "FORWARD_REFERENCE"
  | "UNREACHABLE_REQUIRED"
  | "TOO_COMPLEX";

/** Where in the definition, e.g. ["questions", "2", "options", "0", "textAr"]. */
export type Pointer = readonly string[];

export interface Finding {
  code: SurveyProblemCode;
  pointer: Pointer;
}

// A code is a key of stored answers; “__proto__” and its like must not be one.
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export function isCode(value: unknown): boolean {
  return typeof value === "string" && CODE.test(value);
}

/** SV-2: both languages or, where the text may be left out, neither. */
export function textFindings(
  at: Pointer,
  texts: Record<string, unknown>,
  name: string,
  { isOptional = false }: { isOptional?: boolean } = {},
): Finding[] {
  const isMissing = (key: string): boolean => typeof texts[key] !== "string" || isBlank(texts[key]);
  const [ar, en] = [`${name}Ar`, `${name}En`] as const;
  if (isOptional && isMissing(ar) && isMissing(en)) return [];
  const findings: Finding[] = [];
  if (isMissing(ar)) findings.push({ code: "MISSING_TEXT_AR", pointer: [...at, ar] });
  if (isMissing(en)) findings.push({ code: "MISSING_TEXT_EN", pointer: [...at, en] });
  return findings;
}

export function duplicates(values: readonly string[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}
