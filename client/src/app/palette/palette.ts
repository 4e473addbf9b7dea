import { ref } from "vue";
import type { RouteLocationRaw } from "vue-router";

export interface PaletteEntry {
  key: string;
  icon: string;
  title: string;
  note?: string | null;
  /** Where it leads, or what it does. */
  to?: RouteLocationRaw;
  run?: () => void;
}
export interface PaletteGroup {
  key: string;
  title: string;
  entries: readonly PaletteEntry[];
}

export const isPaletteOpen = ref(false);

/** Spelled alike or not: the server folds what it searches, this the few words that the console has itself. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\u0621\u0640\u064b-\u065f\u0670]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه");

/** Those of which each typed word is somewhere in the title. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return entries.filter(({ title }) => words.every((word) => plain(title).includes(word)));
}
