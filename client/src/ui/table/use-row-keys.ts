import type { ShallowRef } from "vue";
import { useShortcuts } from "#lib/keyboard/shortcuts.ts";

/** What `a` and `e` begin, on a page as in a list. */
export type KeyStep = "assign" | "escalate";
interface OnRows {
  toggle: (index: number) => void;
  /** −1: no row has the focus. */
  begin: (step: KeyStep, index: number) => void;
}

/** `j`/`k` walk through the rows, `x` selects the one that has the focus, `a` and `e` begin a step with it; Enter is the link's own. */
export function useRowKeys(table: Readonly<ShallowRef<HTMLElement | null>>, { toggle, begin }: OnRows): void {
  const rows = () => [...(table.value?.querySelectorAll<HTMLElement>("tbody tr") ?? [])];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));
  const walk = (step: number) => {
    const all = rows();
    const row = all[Math.min(Math.max(current() + step, 0), all.length - 1)];
    row?.querySelector<HTMLElement>(".px-table__link, button, input")?.focus();
  };
  useShortcuts({
    KeyJ: () => walk(1),
    KeyK: () => walk(-1),
    KeyX: () => {
      if (current() >= 0) toggle(current());
    },
    KeyA: () => begin("assign", current()),
    KeyE: () => begin("escalate", current()),
  });
}
