import { answersOnPath, isAnswered, questionsOnPath } from "./survey.branching.ts";
import { answerOf } from "./survey-definition.ts";
import type { Answer, Answers, FormDefinition, FormQuestion } from "./survey-definition.ts";
import { codesOf, isNotApplicableCode, scaleOf } from "./survey-question.ts";
import { MAX_TEXT_LENGTH, asciiDigits, isBlank, normaliseText, textLength, withoutInvisible } from "./survey.text.ts";

export type AnswerProblemCode =
  | "ANSWERS_NOT_AN_OBJECT"
  | "UNKNOWN_QUESTION"
  | "UNKNOWN_VALUE"
  | "TEXT_TOO_LONG"
  | "NOT_APPLICABLE_REFUSED"
  | "NOT_APPLICABLE_NOT_ALONE"
  | "ANSWER_REQUIRED";

/**
 * Pointer: from the submitted answers down, e.g. ["answers", "q3", "value"]. It never repeats what the patient wrote.
 */
export interface AnswerProblem {
  code: AnswerProblemCode;
  pointer: string[];
}

export interface CheckedAnswers {
  /** Only questions on the path, in one spelling; meaningless when there are problems. */
  answers: Answers;
  problems: AnswerProblem[];
}

/** A partial save may lack required answers; a submission may not. */
export type Completeness = "PARTIAL" | "FINAL";

class Refusal extends Error {
  readonly code: AnswerProblemCode;
  constructor(code: AnswerProblemCode) {
    super(code);
    this.code = code;
  }
}

const NOTHING: Answer = { value: null };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scaleAnswer(value: unknown, min: number, max: number): Answer {
  const digits = typeof value === "string" ? asciiDigits(withoutInvisible(value)) : value;
  if (digits === "") return NOTHING;
  const number = typeof digits === "string" && /^\d{1,2}$/.test(digits) ? Number(digits) : digits;
  if (typeof number !== "number" || !Number.isInteger(number) || number < min || number > max) {
    throw new Refusal("UNKNOWN_VALUE");
  }
  return { value: number };
}

function textAnswer(value: unknown): Answer {
  if (typeof value !== "string") throw new Refusal("UNKNOWN_VALUE");
  const text = normaliseText(value);
  if (isBlank(text)) return NOTHING;
  if (textLength(text) > MAX_TEXT_LENGTH) throw new Refusal("TEXT_TOO_LONG");
  return { value: text };
}

function choiceAnswer(question: FormQuestion, value: unknown): Answer {
  if (value === "") return NOTHING;
  if (typeof value !== "string" || !codesOf(question).includes(value)) throw new Refusal("UNKNOWN_VALUE");
  return isNotApplicableCode(question, value) ? { value, isNotApplicable: true } : { value };
}

function choicesAnswer(question: FormQuestion, value: unknown): Answer {
  const codes = codesOf(question);
  const given: unknown[] = Array.isArray(value) ? value : [value];
  if (given.some((code) => typeof code !== "string" || !codes.includes(code))) throw new Refusal("UNKNOWN_VALUE");
  // In the order of the definition, so that the same choice is stored the same way whatever was tapped first.
  const chosen = codes.filter((code) => given.includes(code));
  if (chosen.length === 0) return NOTHING;
  if (!chosen.some((code) => isNotApplicableCode(question, code))) return { value: chosen };
  if (chosen.length > 1) throw new Refusal("NOT_APPLICABLE_NOT_ALONE");
  return { value: chosen, isNotApplicable: true };
}

/** SV-8, SV-10: one answer in its one spelling; throws a Refusal. A bare value is taken as {value}. */
function normaliseAnswer(question: FormQuestion, raw: unknown): Answer {
  const { value, isNotApplicable } = isRecord(raw) ? raw : { value: raw, isNotApplicable: false };
  const isEmpty = value === null || value === undefined;
  if (isNotApplicable === true && isEmpty) {
    if (question.allowsNotApplicable !== true) throw new Refusal("NOT_APPLICABLE_REFUSED");
    return { value: null, isNotApplicable: true };
  }
  if (isEmpty) return NOTHING;
  const scale = scaleOf(question);
  let answer: Answer;
  if (scale !== null) answer = scaleAnswer(value, scale.min, scale.max);
  else if (question.type === "TEXT") answer = textAnswer(value);
  else if (question.type === "MULTIPLE_CHOICE") answer = choicesAnswer(question, value);
  else answer = choiceAnswer(question, value);
  // “Does not apply” beside a value contradicts itself, except for an option that means just that.
  if (isNotApplicable === true && answer.isNotApplicable !== true) throw new Refusal("NOT_APPLICABLE_NOT_ALONE");
  return answer;
}

/**
 * SV-8: what was submitted, checked against the pinned definition. Answers on questions that the path hides are
 * dropped, not refused: the patient went back and chose another way (SV-7).
 */
export function checkAnswers(definition: FormDefinition, raw: unknown, completeness: Completeness): CheckedAnswers {
  if (!isRecord(raw)) return { answers: {}, problems: [{ code: "ANSWERS_NOT_AN_OBJECT", pointer: ["answers"] }] };
  const byId = new Map(definition.questions.map((question) => [question.id, question]));
  const given: Record<string, Answer> = {};
  const problems: AnswerProblem[] = [];
  for (const [id, value] of Object.entries(raw)) {
    const question = byId.get(id);
    if (question === undefined) {
      problems.push({ code: "UNKNOWN_QUESTION", pointer: ["answers", id] });
      continue;
    }
    try {
      given[id] = normaliseAnswer(question, value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ code: error.code, pointer: ["answers", id, "value"] });
    }
  }
  const answers = withoutSilence(definition, answersOnPath(definition, given));
  const refused = new Set(problems.map((problem) => problem.pointer[1]));
  if (completeness === "FINAL") {
    for (const question of unansweredRequired(definition, given)) {
      if (!refused.has(question.id)) problems.push({ code: "ANSWER_REQUIRED", pointer: ["answers", question.id] });
    }
  }
  return { answers, problems };
}

/** SV-7: only questions on the path can be missed. */
export function unansweredRequired<Q extends FormQuestion>(definition: FormDefinition<Q>, answers: Answers): Q[] {
  return questionsOnPath(definition, answers).filter(
    (question) => question.isRequired && !isAnswered(question, answerOf(answers, question.id)),
  );
}

function withoutSilence(definition: FormDefinition, answers: Answers): Answers {
  return Object.fromEntries(
    definition.questions.flatMap((question) => {
      const answer = answerOf(answers, question.id);
      return answer !== undefined && isAnswered(question, answer) ? [[question.id, answer] as const] : [];
    }),
  );
}
