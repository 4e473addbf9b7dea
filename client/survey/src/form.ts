import { writeDraft } from "./drafts.ts";
import type { SurveyInput, UserError } from "./net.ts";
import { draw, drawClosed, focusQuestion, refresh, say } from "./page.ts";
import { clearAnswer, keepAlone, readAnswer } from "./read-answer.ts";
import type { ClosedState } from "./rules.ts";
import { STRINGS, answersOnPath, questionsOnPath, shownQuestions } from "./rules.ts";
import { createSaver } from "./saving.ts";
import { submitUntilAnswered } from "./sending.ts";
import type { Start } from "./start.ts";
import { answered, firstError, goneTo, neighbour, savable, switched, withErrors } from "./state.ts";

/** The patient's form at work: events in, state on, page and records after it. */
export function runForm(token: string, key: string, start: Start, wasSubmitting: boolean): void {
  let state = start.state;
  let isSent = !start.hasChanges;
  let isClosed = false;
  let hasSaidSaved = false;
  // Steps that “back” can take in the browser's history.
  let depth = 0;

  const input = (): SurveyInput => ({
    token,
    answers: answersOnPath(state.definition, state.answers),
    language: state.language,
  });
  const partial = (): SurveyInput => ({ ...input(), answers: savable(state, input().answers) });
  const saver = createSaver(partial, (reply, sent) => {
    if (reply.kind !== "DONE") return;
    if (reply.state !== "OPEN") return close(reply.state);
    if (reply.userErrors.length > 0 || JSON.stringify(sent) !== JSON.stringify(input())) return;
    isSent = true;
    keep();
    // Said once: every time would be noise to a screen reader.
    if (!state.isSending && !hasSaidSaved) say(STRINGS[state.language].status.saved);
    hasSaidSaved = true;
  });

  function keep(): void {
    const { language, currentId, isSending } = state;
    writeDraft(key, { answers: input().answers, language, currentId, isSent, isSubmitting: isSending });
  }

  function close(closed: ClosedState): void {
    isClosed = true;
    saver.stop();
    writeDraft(key, null);
    drawClosed(state, closed);
  }

  function answer(target: EventTarget | null): void {
    const section = target instanceof Element ? target.closest("[data-question]") : null;
    const question = state.definition.questions.find((one) => one.id === section?.getAttribute("data-question"));
    if (section === null || target === null || question === undefined || isClosed) return;
    keepAlone(section, target);
    state = answered(state, question.id, readAnswer(question, section));
    isSent = false;
    say("");
    refresh(state);
    keep();
    saver.changed();
  }

  function showErrors(): boolean {
    const wrong = firstError(state);
    if (wrong === undefined) return false;
    if (state.definition.layout === "ONE_BY_ONE" && wrong !== state.currentId) {
      state = { ...state, currentId: wrong };
      draw(state);
    } else refresh(state);
    if (Object.keys(state.errors).length > 1) say(STRINGS[state.language].errors.several);
    focusQuestion(wrong, { isError: true });
    return true;
  }

  function show(questionId: string): void {
    state = goneTo(state, questionId);
    say("");
    draw(state);
    keep();
    focusQuestion(questionId);
  }

  function next(): void {
    state = withErrors(state, shownQuestions(state));
    const to = neighbour(state, 1);
    if (showErrors() || to === undefined) return;
    depth++;
    history.pushState({ questionId: to, depth }, "");
    show(to);
  }

  function back(): void {
    if (depth > 0) return history.back();
    const to = neighbour(state, -1);
    if (to === undefined) return;
    history.replaceState({ questionId: to, depth }, "");
    show(to);
  }

  function setSending(isSending: boolean): void {
    state = { ...state, isSending };
    refresh(state);
    keep();
  }

  async function send(): Promise<void> {
    if (state.isSending || isClosed) return;
    state = withErrors(state, questionsOnPath(state.definition, state.answers));
    if (showErrors()) return;
    setSending(true);
    say(STRINGS[state.language].sending);
    const reply = await submitUntilAnswered(input, (kind) =>
      say(STRINGS[state.language].status[kind === "LOST" ? "offline" : "busy"]),
    );
    if (isClosed) return;
    setSending(false);
    if (reply.kind === "FAILED") return say(STRINGS[state.language].status.failed);
    if (reply.state !== "OPEN") return close(reply.state);
    showRefusals(reply.userErrors);
  }

  /** The server saw something that this script did not; its words are in the patient's language. */
  function showRefusals(userErrors: readonly UserError[]): void {
    const ids = new Set(state.definition.questions.map((question) => question.id));
    const found = userErrors.flatMap(({ field, message }) => {
      const id = field?.find((part) => ids.has(part));
      return id === undefined ? [] : [[id, message] as const];
    });
    state = { ...state, errors: Object.fromEntries(found) };
    if (!showErrors()) say(userErrors[0]?.message ?? STRINGS[state.language].status.failed);
  }

  function act(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    const name = button?.getAttribute("data-act");
    if (button === null || isClosed) return;
    if (name === "language") {
      event.preventDefault();
      state = switched(state);
      draw(state);
      keep();
      saver.changed();
      document.querySelector<HTMLElement>('[data-act="language"]')?.focus();
    } else if (name === "clear") {
      const section = button.closest("[data-question]");
      if (section !== null) clearAnswer(section);
      answer(button);
      section?.querySelector("h2")?.focus();
    } else if (name === "next") next();
    else if (name === "back") back();
    else if (name === "send") void send();
  }

  history.replaceState({ questionId: state.currentId, depth }, "");
  if (start.mustDraw) draw(state);
  else refresh(state);
  if (start.hasChanges) {
    keep();
    saver.changed();
  }
  const app = document.getElementById("app");
  app?.addEventListener("input", (event) => answer(event.target));
  app?.addEventListener("click", act);
  addEventListener("popstate", ({ state: entry }: PopStateEvent) => {
    const { questionId, depth: at } = (entry ?? {}) as { questionId?: string; depth?: number };
    depth = at ?? 0;
    if (questionId !== undefined && !isClosed) show(questionId);
  });
  // pagehide is the last that phones promise; visibilitychange comes when the patient looks at another app.
  addEventListener("pagehide", saver.leaving);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.leaving();
  });
  if (wasSubmitting) void send();
}
