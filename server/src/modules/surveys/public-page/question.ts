import type { Answer, FormQuestion } from "../survey-definition.ts";
import { isAnswered } from "../survey.branching.ts";
import { multipleControl, singleControl, textControl, tick, yesNoControl } from "./choice-control.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { alert } from "./icons.ts";
import type { Language } from "./page-strings.ts";
import { STRINGS, textOf } from "./page-strings.ts";
import { scaleControl } from "./scale-control.ts";

function control(question: FormQuestion, answer: Answer | undefined, language: Language): Html {
  const scale = scaleControl(question, answer, language);
  if (scale !== null) return scale;
  if (question.type === "YES_NO") return yesNoControl(question, answer, language);
  if (question.type === "MULTIPLE_CHOICE") return multipleControl(question, answer, language);
  if (question.type === "TEXT") return textControl(question, answer, language, `e-${question.id}`);
  return singleControl(question, answer, language);
}

/**
 * One of the radios where radios are the answer, so that choosing one leaves the other also before the script arrives.
 */
function notApplicable(question: FormQuestion, answer: Answer | undefined, language: Language): Html | null {
  if (question.allowsNotApplicable !== true) return null;
  const type = question.type === "TEXT" || question.type === "MULTIPLE_CHOICE" ? "checkbox" : "radio";
  const isChecked = answer?.isNotApplicable === true && answer.value === null;
  const id = `na-${question.id}`;
  return html`<div class="aside">
    <input
      type="${type}"
      name="a-${question.id}"
      id="${id}"
      value=""
      data-na
      data-alone${isChecked && html` checked`}
    />
    <label for="${id}">${type === "checkbox" && tick}${STRINGS[language].notApplicable}</label>
  </div>`;
}

/** Radios can't be unticked by hand; an optional question must be, else a slip of the finger counts for ever. */
function clearButton(question: FormQuestion, answer: Answer | undefined, language: Language): Html | null {
  if (question.isRequired || question.type === "TEXT" || question.type === "MULTIPLE_CHOICE") return null;
  const isShown = answer !== undefined && isAnswered(question, answer);
  return html`<button type="button" class="quiet" data-act="clear" ${!isShown && html` hidden`}>
    ${STRINGS[language].clear}
  </button>`;
}

export function renderError(question: FormQuestion, error: string | undefined): Html {
  return html`<p class="error" id="e-${question.id}">${error !== undefined && html`${alert}<span>${error}</span>`}</p>`;
}

export function renderQuestion(
  question: FormQuestion,
  answer: Answer | undefined,
  language: Language,
  error?: string,
): Html {
  const { id, type } = question;
  const role = type === "TEXT" || type === "MULTIPLE_CHOICE" ? "group" : "radiogroup";
  const isRadio = role === "radiogroup";
  const optional = !question.isRequired && html` <small>${STRINGS[language].optional}</small>`;
  return html`<section class="question" id="q-${id}" data-question="${id}">
    <h2 id="t-${id}" tabindex="-1"><span dir="auto">${textOf(question, language)}</span>${optional}</h2>
    <div
      role="${role}"
      aria-labelledby="t-${id}"
      aria-describedby="e-${id}"
      ${isRadio && question.isRequired && html` aria-required="true"`}
      ${isRadio && error !== undefined && html` aria-invalid="true"`}
    >
      ${control(question, answer, language)}
      <div class="extras">${notApplicable(question, answer, language)}${clearButton(question, answer, language)}</div>
    </div>
    ${renderError(question, error)}
  </section>`;
}
