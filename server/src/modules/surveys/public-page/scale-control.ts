import type { Answer, FormQuestion } from "../survey-definition.ts";
import { scaleOf } from "../survey-question.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { face, star } from "./icons.ts";
import type { Language } from "./page-strings.ts";
import { STRINGS, digits } from "./page-strings.ts";

/**
 * One radio and its label. The ids are what the script adopts: `a-<question>-<value>`. Names and ids need no escaping
 * rules of their own, since question ids and codes are of a narrow alphabet (SV-3).
 */
export function radio(
  question: FormQuestion,
  value: string | number,
  isChecked: boolean,
  label: Html,
  className = "",
): Html {
  const id = `a-${question.id}-${value}`;
  return html`<input type="radio" name="a-${question.id}" id="${id}" value="${value}" ${isChecked && html` checked`} />
    <label for="${id}" ${className !== "" && html` class="${className}"`}>${label}</label>`;
}

function values(question: FormQuestion): number[] {
  const scale = scaleOf(question);
  return scale === null ? [] : Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.min + i);
}

function ends(low: string, high: string): Html {
  return html`<p class="ends" aria-hidden="true"><span>${low}</span><span>${high}</span></p>`;
}

/** Spoken with each value, since a bare number says nothing about which end is good. */
const hidden = (text: string): Html => html`<span class="sr">${text}</span>`;

function stars(question: FormQuestion, chosen: number | null, language: Language): Html {
  const words = STRINGS[language].quality;
  const all = values(question).map((value) => {
    const name = `${STRINGS[language].outOf(digits(value, language), digits(5, language))}: ${words[value - 1] ?? ""}`;
    return radio(question, value, value === chosen, html`${star}${hidden(name)}`);
  });
  return html`<div class="stars">${all}</div>
    ${ends(words[0], words[4])}`;
}

function smileys(question: FormQuestion, chosen: number | null, language: Language): Html {
  const all = values(question).map((value) =>
    radio(
      question,
      value,
      value === chosen,
      html`${face(value)}<span>${STRINGS[language].quality[value - 1]}</span>`,
      `face-${value}`,
    ),
  );
  return html`<div class="smileys">${all}</div>`;
}

function nps(question: FormQuestion, chosen: number | null, language: Language): Html {
  const { npsLow, npsHigh } = STRINGS[language];
  const meaning: Record<number, string> = { 0: npsLow, 10: npsHigh };
  const all = values(question).map((value) => {
    const words = meaning[value];
    return radio(
      question,
      value,
      value === chosen,
      html`${digits(value, language)}${words !== undefined && hidden(`: ${words}`)}`,
    );
  });
  return html`<div class="nps">${all}</div>
    ${ends(`${digits(0, language)} = ${npsLow}`, `${digits(10, language)} = ${npsHigh}`)}`;
}

function likert(question: FormQuestion, chosen: number | null, language: Language): Html {
  const all = values(question).map((value) =>
    radio(question, value, value === chosen, html`<span>${STRINGS[language].agreement[value - 1]}</span>`),
  );
  return html`<div class="choices">${all}</div>`;
}

const CONTROLS = { RATING: stars, SMILEY: smileys, NPS: nps, LIKERT: likert };

/** Null for questions that are not answered on a scale of numbers. */
export function scaleControl(question: FormQuestion, answer: Answer | undefined, language: Language): Html | null {
  if (scaleOf(question) === null || !(question.type in CONTROLS)) return null;
  const chosen = typeof answer?.value === "number" ? answer.value : null;
  return CONTROLS[question.type as keyof typeof CONTROLS](question, chosen, language);
}
