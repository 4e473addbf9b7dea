import type { ClosedState, ScreenView } from "./rules.ts";
import {
  STRINGS,
  answerOf,
  counterText,
  hospitalName,
  htmlLanguage,
  isAnswered,
  renderError,
  renderNavigation,
  renderProgress,
  renderQuestions,
  renderScreen,
  renderState,
  shownQuestions,
} from "./rules.ts";

const element = (id: string): HTMLElement | null => document.getElementById(id);

function setLanguage({ language }: ScreenView): void {
  const { lang, dir } = htmlLanguage(language);
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
}

/** Draws the whole screen: after a step, a change of language, or when the draft knows more than the page. */
export function draw(view: ScreenView): void {
  setLanguage(view);
  const app = element("app");
  if (app !== null) app.innerHTML = renderScreen(view).text;
  document.title = `${element("progress-words")?.textContent ?? ""} – ${hospitalName(view, view.language)}`;
}

export function drawClosed(view: ScreenView, state: ClosedState): void {
  setLanguage(view);
  const { thanksAr, thanksEn } = view.definition;
  const app = element("app");
  if (app !== null) app.innerHTML = renderState({ ...view, state, thanksAr, thanksEn }).text;
  document.title = STRINGS[view.language].closed[state].heading;
  say("");
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("main h1")?.focus();
}

// Replaced only when they differ: a button that is swapped between press and release swallows the tap.
function replace(id: string, markup: string): void {
  const old = element(id);
  if (old === null) return;
  const fresh = document.createRange().createContextualFragment(markup);
  if (fresh.firstElementChild?.outerHTML !== old.outerHTML) old.replaceWith(fresh);
}

/** After an answer: what depends on it changes around the control, which keeps its focus. */
export function refresh(view: ScreenView): void {
  replace("progress", renderProgress(view).text);
  replace("navigation", renderNavigation(view).text);
  showBranch(view);
  for (const question of shownQuestions(view)) {
    const section = element(`q-${question.id}`);
    const answer = answerOf(view.answers, question.id);
    const error = view.errors[question.id];
    replace(`e-${question.id}`, renderError(question, error).text);
    const group = section?.querySelector('[role="radiogroup"]');
    if (error === undefined) group?.removeAttribute("aria-invalid");
    else group?.setAttribute("aria-invalid", "true");
    const clear = section?.querySelector<HTMLElement>('[data-act="clear"]');
    if (clear) clear.hidden = !isAnswered(question, answer);
    const counter = element(`c-${question.id}`);
    if (counter !== null)
      counter.textContent = counterText(typeof answer?.value === "string" ? answer.value : "", view.language);
  }
}

/**
 * On one page a branch opens or closes between the questions that stay; those keep their elements, and so the cursor.
 */
function showBranch(view: ScreenView): void {
  const list = element("questions");
  const shown = shownQuestions(view).map((question) => `q-${question.id}`);
  const present = [...(list?.querySelectorAll("[data-question]") ?? [])].map((section) => section.id);
  if (list === null || shown.join() === present.join()) return;
  const fresh = document.createRange().createContextualFragment(renderQuestions(view).text).firstElementChild;
  if (fresh === null) return;
  // Whatever is between the sections (titles) goes first, then each section is the old one where there is one.
  const nodes = [...fresh.children].map((node) => (present.includes(node.id) ? (element(node.id) ?? node) : node));
  const keep = new Set<Element>(nodes);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}

/** To the question's words, so that a screen reader begins there; an error sends on to the first control. */
export function focusQuestion(questionId: string, { isError = false } = {}): void {
  const section = element(`q-${questionId}`);
  const control = isError ? section?.querySelector<HTMLElement>("input:checked, input, textarea") : null;
  (control ?? section?.querySelector("h2"))?.focus({ preventScroll: !isError });
  if (isError) section?.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
}

/** The polite live region; set only when it changes, so that it is not read twice. */
export function say(words: string): void {
  const status = element("status");
  if (status !== null && status.textContent !== words) status.textContent = words;
}
