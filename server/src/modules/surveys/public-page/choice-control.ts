import type { Answer, FormOption, FormQuestion } from "../survey-definition.ts";
import { NO, YES } from "../survey-question.ts";
import { MAX_TEXT_LENGTH, textLength } from "../survey.text.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { check, cross } from "./icons.ts";
import type { Language } from "./page-strings.ts";
import { STRINGS, digits, textOf } from "./page-strings.ts";
import { radio } from "./scale-control.ts";

/** The drawn box of a checkbox. */
export const tick = html`<span class="tick">${check}</span>`;

const label = (option: FormOption, language: Language): Html =>
  html`<span dir="auto">${textOf(option, language)}</span>`;

export function yesNoControl(question: FormQuestion, answer: Answer | undefined, language: Language): Html {
  if (question.options?.length) return singleControl(question, answer, language);
  const { yes, no } = STRINGS[language];
  return html`<div class="yes-no">
    ${radio(question, YES, answer?.value === YES, html`${check}<span>${yes}</span>`)}
    ${radio(question, NO, answer?.value === NO, html`${cross}<span>${no}</span>`)}
  </div>`;
}

export function singleControl(question: FormQuestion, answer: Answer | undefined, language: Language): Html {
  const all = (question.options ?? []).map((option) =>
    radio(question, option.code, answer?.value === option.code, label(option, language)),
  );
  return html`<div class="choices">${all}</div>`;
}

export function multipleControl(question: FormQuestion, answer: Answer | undefined, language: Language): Html {
  const chosen = Array.isArray(answer?.value) ? answer.value : [];
  const all = (question.options ?? []).map((option) => {
    const id = `a-${question.id}-${option.code}`;
    // An option that means “none of these” stands alone: the script unticks the rest.
    return html`<input
        type="checkbox"
        name="a-${question.id}"
        id="${id}"
        value="${option.code}"
        ${option.isNotApplicable === true && html` data-alone`}${chosen.includes(option.code) && html` checked`}
      />
      <label for="${id}">${tick}${label(option, language)}</label>`;
  });
  return html`<div class="choices several">${all}</div>`;
}

export function counterText(text: string, language: Language): string {
  return STRINGS[language].outOf(digits(textLength(text), language), digits(MAX_TEXT_LENGTH, language));
}

/** No maxlength: it would cut what was pasted without a word; the limit is told and checked instead (SV-10). */
export function textControl(
  question: FormQuestion,
  answer: Answer | undefined,
  language: Language,
  describedBy: string,
): Html {
  const text = typeof answer?.value === "string" ? answer.value : "";
  return html`<textarea
      id="a-${question.id}"
      name="a-${question.id}"
      rows="5"
      dir="auto"
      aria-labelledby="t-${question.id}"
      aria-describedby="c-${question.id} ${describedBy}"
      placeholder="${STRINGS[language].commentHint}"
      ${question.isRequired && html` aria-required="true"`}
    >
${text.startsWith("\n") && "\n"}${text}</textarea>
    <p class="counter" id="c-${question.id}">${counterText(text, language)}</p>`;
}
