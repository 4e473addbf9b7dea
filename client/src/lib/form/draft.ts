import { viewer } from "../session/session.ts";
import { copyOf, type FormValues } from "./merge.ts";

const PREFIX = "px360.draft.";
/** A shift: what is older was given up, and the next person at the screen should not find it. */
const MAX_AGE_MS = 12 * 3_600_000;

export interface Draft<Values> {
  values: Partial<Values>;
  /** What the values were changed from: a save after somebody else's shows both. */
  base: Partial<Values>;
  version: number | null;
  at: number;
}

const keyOf = (form: string) => `${PREFIX}${viewer.value?.user.id ?? "nobody"}.${form}`;

export function pick<Values extends FormValues>(
  values: Values,
  fields: readonly (keyof Values & string)[],
): Partial<Values> {
  return Object.fromEntries(fields.map((field) => [field, copyOf(values[field] ?? null)])) as Partial<Values>;
}

/** In this tab only. Storage that is full or switched off costs the draft, not the work. */
export function keepDraft<Values>(form: string, draft: Draft<Values>): void {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
  } catch {
    // The unsaved-changes guard still stands.
  }
}

export function dropDraft(form: string): void {
  try {
    sessionStorage.removeItem(keyOf(form));
  } catch {
    // Nothing was kept either.
  }
}

export function findDraft<Values>(form: string, now: number): Draft<Values> | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null") as Draft<Values> | null;
    if (draft && now - draft.at < MAX_AGE_MS) return draft;
  } catch {
    // Unreadable is as good as none.
  }
  dropDraft(form);
  return null;
}

/** Whoever signs out, or finds another's session, leaves or meets nothing of it on a shared computer. */
export function dropDrafts(exceptOfUser?: string): void {
  const isKept = (key: string) => exceptOfUser !== undefined && key.startsWith(`${PREFIX}${exceptOfUser}.`);
  try {
    const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? "");
    for (const key of keys) if (key.startsWith(PREFIX) && !isKept(key)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
