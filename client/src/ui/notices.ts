import { useText } from "#lib/i18n/use-text.ts";
import type { Failure } from "#lib/gql/errors.ts";
import type { CommandError } from "#lib/gql/use-command.ts";
import { toast } from "./toasts.ts";

/** The sentences that every page says in the same words. */
export function useNotices() {
  const { t, tn } = useText();
  return {
    done: (text: string) => toast("success", text),
    /** Done, and can be taken back for a while: only where taking back harms nobody. */
    undoable: (text: string, undo: () => void) => toast("success", text, { label: t("ui.undo"), run: undo }),
    warn: (text: string) => toast("error", text),
    rejectedParameters: (keys: string[]) =>
      toast("info", tn("ui.filters.rejected", keys.length, { names: keys.join(t("ui.comma")) })),
    /** What could not be done and what was therefore undone on the screen. */
    failed: (outcome: { userErrors: readonly CommandError[]; failure: Failure | null }, undone?: string) => {
      const reason =
        outcome.userErrors.map(({ message }) => message).join(" ") ||
        t(`errors.${outcome.failure?.kind ?? "bug"}.title`);
      toast("error", undone ? t("ui.undone", { what: undone, reason }) : reason);
    },
  };
}
