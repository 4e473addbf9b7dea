/**
 * What the patient's form shares with the server (ADR 0020): the rules of path and answers, and the drawing of a
 * screen. Nothing here may reach Node, the database or a secret; client/survey imports this file and no other.
 */
export { answerOf } from "./survey-definition.ts";
export type { Answer, Answers, FormDefinition, FormQuestion } from "./survey-definition.ts";
export { answersOnPath, isAnswered, questionsOnPath, resumeAt } from "./survey.branching.ts";
export { checkAnswers, unansweredRequired } from "./survey.answers.ts";
export { MAX_TEXT_LENGTH, isBlank, normaliseText, textLength } from "./survey.text.ts";
export { counterText } from "./public-page/choice-control.ts";
export { STRINGS, htmlLanguage, otherLanguage } from "./public-page/page-strings.ts";
export type { ClosedState, Language, PageStrings } from "./public-page/page-strings.ts";
export { renderError } from "./public-page/question.ts";
export {
  hospitalName,
  renderNavigation,
  renderProgress,
  renderQuestions,
  renderScreen,
  shownQuestions,
} from "./public-page/screen.ts";
export type { ScreenView } from "./public-page/screen.ts";
export { renderState } from "./public-page/state-page.ts";
export type { EmbeddedSurvey } from "./public-page/survey-page.ts";
