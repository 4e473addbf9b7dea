import type { Answer, Answers, EmbeddedSurvey, FormQuestion, Language, ScreenView } from "./rules.ts";
import {
  MAX_TEXT_LENGTH,
  STRINGS,
  answerOf,
  isAnswered,
  isBlank,
  normaliseText,
  otherLanguage,
  questionsOnPath,
  resumeAt,
  textLength,
} from "./rules.ts";

/** Everything the form knows, as a value; the functions below return the next one and touch no page. */
export type FormState = ScreenView;

export function openForm(survey: EmbeddedSurvey, answers: Answers, language: Language, currentId?: string): FormState {
  const start = currentId ?? resumeAt(survey.definition, answers)?.id ?? null;
  return { ...survey, answers, language, currentId: start, errors: {}, isSending: false };
}

export function answered(state: FormState, questionId: string, answer: Answer): FormState {
  const { [questionId]: _, ...errors } = state.errors;
  return { ...state, errors, answers: { ...state.answers, [questionId]: answer } };
}

/** The answers, the place and the marks stay; only the words change. */
export function switched(state: FormState): FormState {
  const next = { ...state, language: otherLanguage(state.language) };
  return withErrors(
    next,
    state.definition.questions.filter((question) => question.id in state.errors),
  );
}

export function goneTo(state: FormState, currentId: string): FormState {
  const isThere = questionsOnPath(state.definition, state.answers).some((question) => question.id === currentId);
  return isThere ? { ...state, currentId, errors: {} } : state;
}

/** The neighbour on the path, or undefined at its ends. */
export function neighbour(state: FormState, step: 1 | -1): string | undefined {
  const path = questionsOnPath(state.definition, state.answers);
  const at = path.findIndex((question) => question.id === state.currentId);
  return path[at + step]?.id;
}

/** What keeps this question from being left, in the patient's language; undefined: nothing. */
export function errorOf(question: FormQuestion, answer: Answer | undefined, language: Language): string | undefined {
  const { errors } = STRINGS[language];
  const text = question.type === "TEXT" && typeof answer?.value === "string" ? normaliseText(answer.value) : "";
  if (textLength(text) > MAX_TEXT_LENGTH) return errors.tooLong;
  const isMissing =
    !isAnswered(question, answer) || (question.type === "TEXT" && answer?.isNotApplicable !== true && isBlank(text));
  if (!question.isRequired || !isMissing) return undefined;
  if (question.type === "TEXT") return errors.write;
  return question.type === "MULTIPLE_CHOICE" ? errors.chooseSome : errors.choose;
}

export function withErrors(state: FormState, questions: readonly FormQuestion[]): FormState {
  const found = questions.flatMap((question) => {
    const error = errorOf(question, answerOf(state.answers, question.id), state.language);
    return error === undefined ? [] : [[question.id, error] as const];
  });
  return { ...state, errors: Object.fromEntries(found) };
}

/**
 * A comment that is too long stays on the phone until it is shortened; it must not keep the other answers from being
 * saved.
 */
export function savable(state: FormState, answers: Answers): Answers {
  const tooLong = state.definition.questions.filter((question) => {
    const value = answerOf(answers, question.id)?.value;
    return question.type === "TEXT" && typeof value === "string" && textLength(normaliseText(value)) > MAX_TEXT_LENGTH;
  });
  const left = { ...answers };
  for (const { id } of tooLong) delete left[id];
  return left;
}

/** The first question that has an error, in the order of the path. */
export function firstError(state: FormState): string | undefined {
  return questionsOnPath(state.definition, state.answers).find((question) => question.id in state.errors)?.id;
}
