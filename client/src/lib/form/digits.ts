const ARABIC_INDIC = 0x0660;
const EASTERN = 0x06f0;

/** Arabic-Indic and Persian digits, and their separators, as the Latin ones that the server takes. */
export function westernDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) - ARABIC_INDIC))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) - EASTERN))
    .replaceAll("\u066B", ".")
    .replaceAll("\u066C", "");
}

/** The number that a person typed in either script; null for nothing, undefined for what is no number. */
export function readNumber(typed: string): number | null | undefined {
  const text = westernDigits(typed)
    .replace(/[\s,\u200E\u200F\u061C]/g, "")
    .replace("\u2212", "-");
  if (text === "") return null;
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}
