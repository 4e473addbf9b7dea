/**
 * CO-30: letters that people write one for the other. The same table stands in the SQL function `fold_text` (migration
 * 20261125000402); a test holds the two against each other.
 */
const same: readonly (readonly [from: string, to: string])[] = [
  ["أإآٱ", "ا"],
  ["ى", "ي"],
  ["ئ", "ي"],
  ["ؤ", "و"],
  ["ة", "ه"],
];
/** Hamza by itself, tatweel, and the marks above and below letters. */
const dropped = /[\u0621\u0640\u064b-\u065f\u0670]/g;
const folded = new Map(same.flatMap(([from, to]) => [...from].map((letter) => [letter, to] as const)));
const arabicDigit = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** CO-30: how names and words are compared: without case, marks and spellings of the same letter; digits as 0–9. */
export function foldText(text: string): string {
  return text
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(dropped, "")
    .replace(/[أإآٱىئؤة]/g, (letter) => folded.get(letter) ?? letter)
    .replace(arabicDigit, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[ \t\r\n]+/g, " ")
    .replace(/^ | $/g, "");
}

export const wordsOf = (foldedText: string): string[] => [...new Set(foldedText.split(" ").filter(Boolean))];
