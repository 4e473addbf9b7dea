import type { IntakeCode } from "./intake.messages.ts";

export const maxIdentifier = 128;
/** NFC can shorten a text, but not fourfold: what is longer than this is too long whatever it becomes. */
const hopeless = maxIdentifier * 4;
const control = /\p{Cc}/u;

export type Cleaned = { readonly text: string } | { readonly problem: IntakeCode };

/** IN-5: an identifier, trimmed and in Unicode's composed form. */
export function cleanIdentifier(value: unknown): Cleaned {
  if (typeof value !== "string") return { problem: "WRONG_TYPE" };
  if (value.length > hopeless && value.trim().length > hopeless) return { problem: "TOO_LONG" };
  const text = value.trim().normalize("NFC");
  if (text === "") return { problem: "EMPTY" };
  if (control.test(text) || !text.isWellFormed()) return { problem: "BAD_CHARACTER" };
  // Counted as a reader counts: an emoji or a rare letter is one.
  if (text.length > maxIdentifier && [...text].length > maxIdentifier) return { problem: "TOO_LONG" };
  return { text };
}

/** Free text inside a payload may have tabs and line breaks; nothing else of the control characters. */
const controlInText = /[^\P{Cc}\t\n\r]/u;
const suspicious = /\\u|[\u007f-\u009f]/;

/**
 * IN-6: whether a string or key in a payload holds what no database and no message can carry. `text` is the payload as
 * sent: JSON itself refuses the raw signs, so most payloads are clear at a glance. The caller bounds the nesting.
 */
export function hasBadText(text: string, payload: object): boolean {
  return suspicious.test(text) && holdsBadText(payload);
}

const isBad = (text: string) => controlInText.test(text) || !text.isWellFormed();

function holdsBadText(value: unknown): boolean {
  if (typeof value === "string") return isBad(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => isBad(key) || holdsBadText(inner));
}
