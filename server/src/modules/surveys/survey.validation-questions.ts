import type { SurveyDefinition, SurveyQuestion } from "./survey-definition.ts";
import { QUESTION_TYPES } from "./survey-definition.ts";
import { NO, YES, codesOf, scaleOf } from "./survey-question.ts";
import { duplicates, isCode, textFindings } from "./survey.findings.ts";
import type { Finding, Pointer, SurveyProblemCode } from "./survey.findings.ts";

const MAX_OPTIONS = 50;
const MAX_WEIGHT = 1000;
const TYPES_WITH_OPTIONS = new Set(["SINGLE_CHOICE", "MULTIPLE_CHOICE"]);

const isWithin = (value: unknown, min: number, max: number): boolean =>
  typeof value === "number" && Number.isFinite(value) && value >= min && value <= max;

/** SV-2, SV-3: each question by itself, and ids and codes among each other. */
export function questionProblems({ questions, sections }: SurveyDefinition): Finding[] {
  const sectionCodes = new Set(sections.map((section) => section.code));
  const findings = questions.flatMap((question, i) => {
    const at = ["questions", String(i)];
    const own = oneQuestion(question, at);
    if (question.sectionCode && !sectionCodes.has(question.sectionCode)) {
      own.push({ code: "UNKNOWN_SECTION", pointer: [...at, "sectionCode"] });
    }
    return own;
  });
  const repeated = (key: "id" | "code", code: SurveyProblemCode): Finding[] =>
    duplicates(questions.map((question) => question[key])).map((i) => ({
      code,
      pointer: ["questions", String(i), key],
    }));
  return [...findings, ...repeated("id", "DUPLICATE_ID"), ...repeated("code", "DUPLICATE_CODE")];
}

function oneQuestion(question: SurveyQuestion, at: Pointer): Finding[] {
  const findings = textFindings(at, { ...question }, "text");
  if (!isCode(question.id)) findings.push({ code: "BAD_ID", pointer: [...at, "id"] });
  if (!isCode(question.code)) findings.push({ code: "BAD_ID", pointer: [...at, "code"] });
  if (!isWithin(question.weight, 0, MAX_WEIGHT)) findings.push({ code: "BAD_WEIGHT", pointer: [...at, "weight"] });
  if (!QUESTION_TYPES.includes(question.type)) return [...findings, { code: "BAD_TYPE", pointer: [...at, "type"] }];
  return [...findings, ...optionFindings(question, at), ...topBoxFindings(question, at)];
}

function optionFindings(question: SurveyQuestion, at: Pointer): Finding[] {
  const options = question.options ?? [];
  const list = [...at, "options"];
  const findings: Finding[] = options.flatMap((option, i) => {
    const here = [...list, String(i)];
    const own = textFindings(here, { ...option }, "text");
    if (!isCode(option.code)) own.push({ code: "BAD_ID", pointer: [...here, "code"] });
    const { score } = option;
    if (score !== null && score !== undefined && !isWithin(score, 0, 100)) {
      own.push({ code: "BAD_SCORE", pointer: [...here, "score"] });
    }
    return own;
  });
  for (const i of duplicates(options.map((option) => option.code))) {
    findings.push({ code: "DUPLICATE_CODE", pointer: [...list, String(i), "code"] });
  }
  if (options.length > MAX_OPTIONS) findings.push({ code: "TOO_MANY", pointer: list });
  if (TYPES_WITH_OPTIONS.has(question.type) && options.length < 2) findings.push({ code: "NO_OPTIONS", pointer: list });
  if (question.type === "YES_NO" && options.length > 0) {
    const plain = options.filter((option) => option.isNotApplicable !== true).map((option) => option.code);
    if (plain.length !== 2 || !plain.includes(YES) || !plain.includes(NO))
      findings.push({ code: "BAD_OPTION", pointer: list });
  }
  return findings;
}

function topBoxFindings(question: SurveyQuestion, at: Pointer): Finding[] {
  const findings: Finding[] = [];
  const { topBoxMin, topBoxCodes } = question;
  const scale = scaleOf(question);
  if (topBoxMin !== null && topBoxMin !== undefined && !(scale !== null && isWithin(topBoxMin, scale.min, scale.max))) {
    findings.push({ code: "BAD_TOP_BOX", pointer: [...at, "topBoxMin"] });
  }
  const codes = codesOf(question);
  (topBoxCodes ?? []).forEach((code, i) => {
    if (!codes.includes(code)) findings.push({ code: "BAD_TOP_BOX", pointer: [...at, "topBoxCodes", String(i)] });
  });
  return findings;
}
