import type { SurveyDefinition, SurveyQuestion } from "./survey-definition.ts";
import { QUESTION_TYPES, SCORING_RULES, LAYOUTS } from "./survey-definition.ts";
import { duplicates, isCode, textFindings } from "./survey.findings.ts";
import type { Finding, SurveyProblemCode } from "./survey.findings.ts";
import { SURVEY_PROBLEM_MESSAGES } from "./survey.messages.ts";
import type { BilingualMessage } from "./survey.messages.ts";
import { conditionProblems } from "./survey.validation-conditions.ts";
import { questionProblems } from "./survey.validation-questions.ts";

/** Far above any survey that a patient would finish; bounds the work of one publication. */
export const MAX_QUESTIONS = 100;

export interface SurveyProblem extends BilingualMessage {
  code: SurveyProblemCode;
  pointer: string[];
}

/** SV-2 … SV-5: everything that keeps a definition from being published; empty: it may be. */
export function validateDefinition(definition: SurveyDefinition): SurveyProblem[] {
  const { questions, sections } = definition;
  const findings: Finding[] = [
    ...textFindings([], { ...definition }, "intro", { isOptional: true }),
    ...textFindings([], { ...definition }, "thanks", { isOptional: true }),
  ];
  if (!SCORING_RULES.includes(definition.scoring)) findings.push({ code: "BAD_TYPE", pointer: ["scoring"] });
  if (!LAYOUTS.includes(definition.layout)) findings.push({ code: "BAD_TYPE", pointer: ["layout"] });
  sections.forEach((section, i) => {
    const at = ["sections", String(i)];
    if (!isCode(section.code)) findings.push({ code: "BAD_ID", pointer: [...at, "code"] });
    findings.push(...textFindings(at, { ...section }, "title"));
  });
  for (const i of duplicates(sections.map((section) => section.code))) {
    findings.push({ code: "DUPLICATE_CODE", pointer: ["sections", String(i), "code"] });
  }
  if (questions.length === 0) findings.push({ code: "NO_QUESTIONS", pointer: ["questions"] });
  if (questions.length > MAX_QUESTIONS) return named([...findings, { code: "TOO_MANY", pointer: ["questions"] }]);
  findings.push(...questionProblems(definition));
  // Conditions are judged against what the questions accept; without known types nothing sensible can be said.
  if (questions.every((question) => QUESTION_TYPES.includes(question.type)))
    findings.push(...conditionProblems(questions));
  if (questions.length > 0 && !questions.some((question) => canScore(definition, question))) {
    findings.push({ code: "NOTHING_SCORED", pointer: ["scoring"] });
  }
  return named(findings);
}

// A survey of comments alone is legitimate under the default rule (its score is null); NPS without its question is a
// mistake.
function canScore(definition: SurveyDefinition, question: SurveyQuestion): boolean {
  return definition.scoring !== "NPS" || question.type === "NPS";
}

function named(findings: readonly Finding[]): SurveyProblem[] {
  return findings.map(({ code, pointer }) => ({ code, pointer: [...pointer], ...SURVEY_PROBLEM_MESSAGES[code] }));
}
