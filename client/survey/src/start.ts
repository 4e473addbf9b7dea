import type { Draft } from "./drafts.ts";
import { inputsOf, readAnswer, wasTouched } from "./read-answer.ts";
import type { Answer, Answers, EmbeddedSurvey } from "./rules.ts";
import { checkAnswers, questionsOnPath } from "./rules.ts";
import type { FormState } from "./state.ts";
import { openForm } from "./state.ts";

export interface Start {
  state: FormState;
  /** The page as written does not show this state. */
  mustDraw: boolean;
  hasChanges: boolean;
}

/** What was answered on the page before the script arrived. */
function touchedAnswers(survey: EmbeddedSurvey): Record<string, Answer> {
  const touched: Record<string, Answer> = {};
  for (const question of survey.definition.questions) {
    const section = document.getElementById(`q-${question.id}`);
    if (
      section !== null &&
      inputsOf(section).length + section.querySelectorAll("textarea").length > 0 &&
      wasTouched(section)
    ) {
      touched[question.id] = readAnswer(question, section);
    }
  }
  return touched;
}

/**
 * Three records may differ: the server's, the draft on this phone, and the page that was tapped while the script was on
 * its way. The tap is newest; a draft that never reached the server comes before the server's.
 */
export function startFrom(survey: EmbeddedSurvey, draft: Draft | null): Start {
  const touched = touchedAnswers(survey);
  const hasTouched = Object.keys(touched).length > 0;
  const isDraftNewer = draft !== null && !draft.isSent;
  const answers = { ...(isDraftNewer ? draftAnswers(survey, draft) : survey.answers), ...touched };
  const hasChanges = hasTouched || isDraftNewer;
  if (hasTouched || !isDraftNewer) {
    const onPage = openForm(survey, survey.answers, survey.language).currentId ?? undefined;
    return { state: openForm(survey, answers, survey.language, onPage), mustDraw: false, hasChanges };
  }
  const isOnPath = questionsOnPath(survey.definition, answers).some((question) => question.id === draft.currentId);
  const state = openForm(survey, answers, draft.language, isOnPath ? (draft.currentId ?? undefined) : undefined);
  return { state, mustDraw: true, hasChanges };
}

/** Only what still fits the survey; a comment that is too long is kept, for its writer to shorten. */
function draftAnswers(survey: EmbeddedSurvey, draft: Draft): Answers {
  const { answers, problems } = checkAnswers(survey.definition, draft.answers, "PARTIAL");
  const tooLong = problems
    .filter((problem) => problem.code === "TEXT_TOO_LONG")
    .map((problem) => problem.pointer[1] ?? "");
  const kept = tooLong.flatMap((id) => [[id, draft.answers[id]] as const]).filter((entry) => entry[1] !== undefined);
  return { ...answers, ...(Object.fromEntries(kept) as Answers) };
}
