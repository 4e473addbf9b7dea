import type { ShallowRef } from "vue";
import { useShortcuts } from "#lib/keyboard/shortcuts.ts";

/** `j`/`k` walk through the rows, `x` selects the one that has the focus, Enter is the link's own. */
export function useRowKeys(table: Readonly<ShallowRef<HTMLElement | null>>, toggle: (index: number) => void): void {
  const links = () => [...(table.value?.querySelectorAll<HTMLElement>("tbody .px-table__link") ?? [])];
  const current = () => {
    const row = document.activeElement?.closest("tbody tr");
    return row ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1;
  };
  const walk = (step: number) => {
    const all = links();
    all[Math.min(Math.max(current() + step, 0), all.length - 1)]?.focus();
  };
  useShortcuts({
    KeyJ: () => walk(1),
    KeyK: () => walk(-1),
    KeyX: () => {
      if (current() >= 0) toggle(current());
    },
  });
}
