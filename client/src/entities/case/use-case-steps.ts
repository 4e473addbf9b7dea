import { ref, shallowRef } from "vue";
import type { UserNameFragment } from "#generated/graphql.ts";
import type { Outcome } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";

/** What the screen shows before the server has answered; never for closing. */
export interface Expected {
  status?: string;
  assignee?: UserNameFragment;
}
export interface StepConflict {
  mine: string;
  retry: () => Promise<boolean>;
  /** What was typed for it. */
  words?: string;
  /** Once it is done after all. */
  onDone?: () => void;
}
export interface Step {
  /** Names its texts: `<feature>.do.<what>` and `<feature>.done.<what>`. */
  what: string;
  run: (version: number) => Promise<Outcome<unknown>>;
  hope?: Expected;
  undo?: () => void;
}

/** Runs the steps of a case against the version that was seen; a stale one asks the person instead of overwriting. */
export function useCaseSteps(feature: "complaints" | "feedback", version: () => number, refetch: () => void) {
  const { t, name } = useText();
  const notices = useNotices();
  const expected = ref<Expected>({});
  const conflict = shallowRef<StepConflict | null>(null);
  const isRunning = ref(false);

  async function attempt(step: Step): Promise<boolean> {
    const { what, run, hope = {}, undo } = step;
    isRunning.value = true;
    expected.value = hope;
    const outcome = await run(version());
    expected.value = {};
    isRunning.value = false;
    if (outcome.ok) {
      if (undo) notices.undoable(t(`${feature}.done.${what}`), undo);
      else notices.done(t(`${feature}.done.${what}`));
      return true;
    }
    if (outcome.failure?.kind === "conflict" || outcome.userErrors.some(({ code }) => code === "CONFLICT")) {
      refetch();
      const mine = hope.assignee
        ? t("entities.case.assignTo", { name: name(hope.assignee) })
        : t(`${feature}.do.${what}`);
      conflict.value = { mine, retry: () => attempt(step) };
    } else {
      notices.failed(outcome, Object.keys(hope).length > 0 ? t(`${feature}.do.${what}`) : undefined);
    }
    return false;
  }
  /** The words of a step that met somebody else's change are shown beside it, and given up only when the step is done. */
  function holdWords(words: string, onDone: () => void): void {
    if (conflict.value) conflict.value = { ...conflict.value, words, onDone };
  }
  async function applyMine(): Promise<void> {
    const held = conflict.value;
    dismiss();
    if (await held?.retry()) held?.onDone?.();
    else if (held?.words !== undefined && held.onDone) holdWords(held.words, held.onDone);
  }
  /** What was meant is dropped; what others did stays. */
  const dismiss = () => {
    conflict.value = null;
  };
  return { expected, conflict, dismiss, holdWords, applyMine, isRunning, attempt };
}
export type CaseSteps = ReturnType<typeof useCaseSteps>;
