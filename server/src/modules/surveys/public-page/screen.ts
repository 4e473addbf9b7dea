import type { Answers, FormDefinition, FormQuestion } from "../survey-definition.ts";
import { answerOf } from "../survey-definition.ts";
import { questionsOnPath } from "../survey.branching.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { arrow, globe, mark } from "./icons.ts";
import type { Language } from "./page-strings.ts";
import { STRINGS, digits, htmlLanguage, otherLanguage } from "./page-strings.ts";
import { renderQuestion } from "./question.ts";

export interface HospitalName {
  hospitalNameAr: string;
  hospitalNameEn: string;
}

/**
 * All that decides what is on the screen; the server draws the first one, the script all later ones, with the same
 * functions.
 */
export interface ScreenView extends HospitalName {
  definition: FormDefinition;
  language: Language;
  answers: Answers;
  /** The question shown when they come one by one. */
  currentId: string | null;
  errors: Readonly<Record<string, string>>;
  isSending: boolean;
}

export function hospitalName(names: HospitalName, language: Language): string {
  return language === "AR" ? names.hospitalNameAr : names.hospitalNameEn;
}

export function shownQuestions(view: ScreenView): FormQuestion[] {
  const path = questionsOnPath(view.definition, view.answers);
  return view.definition.layout === "ONE_PAGE" ? path : path.filter((question) => question.id === view.currentId);
}

export function renderHeader(view: ScreenView): Html {
  const other = otherLanguage(view.language);
  const { lang } = htmlLanguage(other);
  return html`<header>
    <h1>${mark}<span dir="auto">${hospitalName(view, view.language)}</span></h1>
    <a class="language" href="?lang=${lang}" lang="${lang}" hreflang="${lang}" data-act="language"
      >${globe}<span>${STRINGS[view.language].otherLanguage}</span></a
    >
  </header>`;
}

export function renderProgress(view: ScreenView): Html {
  const { language } = view;
  const path = questionsOnPath(view.definition, view.answers);
  const isOnePage = view.definition.layout === "ONE_PAGE";
  const at = isOnePage
    ? path.filter((question) => answerOf(view.answers, question.id) !== undefined).length
    : path.findIndex((question) => question.id === view.currentId) + 1;
  const words = (isOnePage ? STRINGS[language].outOf : STRINGS[language].questionOf)(
    digits(at, language),
    digits(path.length, language),
  );
  return html`<div id="progress">
    <p id="progress-words">${words}</p>
    <progress aria-labelledby="progress-words" value="${at}" max="${path.length}"></progress>
  </div>`;
}

export function renderNavigation(view: ScreenView): Html {
  const words = STRINGS[view.language];
  const path = questionsOnPath(view.definition, view.answers);
  const isOnePage = view.definition.layout === "ONE_PAGE";
  const isFirst = isOnePage || path[0]?.id === view.currentId;
  const isLast = isOnePage || path[path.length - 1]?.id === view.currentId;
  const back =
    !isFirst && html`<button type="button" class="back" data-act="back">${arrow}<span>${words.back}</span></button>`;
  // aria-disabled instead of disabled: the button keeps its focus while it sends.
  const forward = isLast
    ? html`<button type="button" class="forward" data-act="send" ${view.isSending && html` aria-disabled="true"`}>
        <span>${view.isSending ? words.sending : words.send}</span>
      </button>`
    : html`<button type="button" class="forward" data-act="next"><span>${words.next}</span>${arrow}</button>`;
  return html`<nav id="navigation">${back}${forward}</nav>`;
}

function sectionTitle(view: ScreenView, question: FormQuestion, before: FormQuestion | undefined): Html | null {
  if (before !== undefined && before.sectionCode === question.sectionCode) return null;
  const section = view.definition.sections.find((one) => one.code === question.sectionCode);
  return section === undefined
    ? null
    : html`<p class="section" dir="auto" data-section>
        ${view.language === "AR" ? section.titleAr : section.titleEn}
      </p>`;
}

export function renderQuestions(view: ScreenView): Html {
  const shown = shownQuestions(view);
  const parts = shown.map((question, i) => {
    const answer = answerOf(view.answers, question.id);
    const drawn = renderQuestion(question, answer, view.language, view.errors[question.id]);
    return html`${sectionTitle(view, question, shown[i - 1])}${drawn}`;
  });
  return html`<div id="questions">${parts}</div>`;
}

export function renderScreen(view: ScreenView): Html {
  const intro = view.language === "AR" ? view.definition.introAr : view.definition.introEn;
  const first = questionsOnPath(view.definition, view.answers)[0];
  const isFirst = view.definition.layout === "ONE_PAGE" || first?.id === view.currentId;
  return html`${renderHeader(view)}
    <main>
      ${renderProgress(view)} ${isFirst && intro !== "" && html`<p class="intro" dir="auto">${intro}</p>`}
      ${renderQuestions(view)}${renderNavigation(view)}
    </main>`;
}
