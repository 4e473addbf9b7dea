import type { Answers, Language } from "./rules.ts";

/**
 * What a phone keeps between two visits. `isSent`: the server has it too, so its copy, maybe from another phone, is as
 * good or newer.
 */
export interface Draft {
  answers: Answers;
  language: Language;
  currentId: string | null;
  isSent: boolean;
  /** “Send” was tapped while offline: go on sending at the next visit. */
  isSubmitting: boolean;
}

/**
 * The key must not hold the token, which opens the survey; 53 bits of it, mixed, tell apart the few surveys of one
 * phone and can't be turned back into 132. (crypto.subtle would do, were it there on plain http and not asynchronous.)
 */
export function draftKey(token: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < token.length; i++) {
    a = Math.imul(a ^ token.charCodeAt(i), 0x9e3779b1);
    b = Math.imul(b ^ token.charCodeAt(i), 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return `px360-survey-${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`;
}

/** Storage may be full, forbidden or private: the form works without, it only forgets. */
export function readDraft(key: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof draft === "object" && draft !== null && "answers" in draft ? (draft as Draft) : null;
  } catch {
    return null;
  }
}

export function writeDraft(key: string, draft: Draft | null): void {
  try {
    if (draft === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // See above.
  }
}
