import { answerOf } from "./survey-definition.ts";
import type { Answer, Answers, Comparison, Condition, FormDefinition, FormQuestion } from "./survey-definition.ts";
import { spokenValue } from "./survey-question.ts";

export type SpokenValue = number | string | readonly string[];

/**
 * SV-9: nothing said satisfies nothing, also not “ne”: someone who skipped the question did not say “anything but 5”.
 */
export function compares(said: SpokenValue | null, { op, value }: Pick<Comparison, "op" | "value">): boolean {
  if (said === null) return false;
  if (op === "in") return Array.isArray(value) && [said].flat().some((one) => value.includes(one));
  if (op === "includes") return Array.isArray(said) && said.includes(value);
  if (op === "eq") return said === value;
  if (op === "ne") return !Array.isArray(said) && said !== value;
  if (typeof said !== "number" || typeof value !== "number") return false;
  if (op === "lt") return said < value;
  if (op === "lte") return said <= value;
  if (op === "gt") return said > value;
  return op === "gte" && said >= value;
}

export function holds(condition: Condition, saidOn: (questionId: string) => SpokenValue | null): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, saidOn));
  if ("any" in condition) return condition.any.some((part) => holds(part, saidOn));
  return compares(saidOn(condition.questionId), condition);
}

/**
 * SV-7: the questions this patient sees, in order. One pass is enough, because a published condition looks only at
 * earlier questions (SV-4); what was answered on a question that is now hidden counts for nothing.
 */
export function questionsOnPath<Q extends FormQuestion>(definition: FormDefinition<Q>, answers: Answers): Q[] {
  const said = new Map<string, SpokenValue | null>();
  const saidOn = (id: string): SpokenValue | null => said.get(id) ?? null;
  return definition.questions.filter((question) => {
    const isVisible = !question.showWhen || holds(question.showWhen, saidOn);
    if (isVisible) said.set(question.id, spokenValue(question, answerOf(answers, question.id)));
    return isVisible;
  });
}

/** SV-7: hidden questions carry no answer. */
export function answersOnPath(definition: FormDefinition, answers: Answers): Answers {
  const kept: Record<string, Answer> = {};
  for (const { id } of questionsOnPath(definition, answers)) {
    const answer = answerOf(answers, id);
    if (answer !== undefined) kept[id] = answer;
  }
  return kept;
}

/** Said something, or said that it does not apply. */
export function isAnswered(question: FormQuestion, answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  if (answer.isNotApplicable === true) return true;
  const { value } = answer;
  return value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/**
 * Where someone who comes back goes on: after the last question that was answered, so that skipped ones are not asked
 * again.
 */
export function resumeAt<Q extends FormQuestion>(definition: FormDefinition<Q>, answers: Answers): Q | undefined {
  const path = questionsOnPath(definition, answers);
  const last = path.reduce((at, question, i) => (isAnswered(question, answerOf(answers, question.id)) ? i : at), -1);
  return path[Math.min(last + 1, path.length - 1)];
}
