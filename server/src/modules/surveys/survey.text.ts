/** SV-10: in code points after NFC. Arabic takes two bytes a letter: 20 KB, far below the body limit of the API. */
export const MAX_TEXT_LENGTH = 10_000;

// Everything that prints nothing: spaces, controls, bidi marks, joiners, fillers, variation selectors, the blank
// Braille pattern.
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ARABIC_INDIC = /[\u0660-\u0669]/g;
const PERSIAN = /[\u06f0-\u06f9]/g;

/** SV-8: "٦" and "۶" are 6. */
export function asciiDigits(text: string): string {
  return text
    .replace(ARABIC_INDIC, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(PERSIAN, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** SV-10: a comment of only spaces, U+200B or U+200F is empty. */
export function isBlank(text: string): boolean {
  return withoutInvisible(text) === "";
}

/**
 * The one spelling we store: NFC, line ends as \n. PostgreSQL refuses U+0000 and UTF-8 has no lone surrogates, so these
 * two, which nobody types, go; everything else round-trips.
 */
export function normaliseText(text: string): string {
  const plain = text.split("\u0000").join("").replace(/\r\n?/g, "\n").replace(LONE_SURROGATE, "\ufffd");
  return plain.normalize("NFC");
}

export function textLength(text: string): number {
  return [...text].length;
}
