/** Letters that Arabic readers type interchangeably, and marks that nobody types, must not hide an option. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}|\u0640/gu, "")
    .replace(/[أإآ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

export function searchOptions<Option extends { label: string }>(
  options: readonly Option[],
  typed: string,
): readonly Option[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? options
    : options.filter((option) => words.every((word) => folded(option.label).includes(word)));
}

export function toggled(chosen: readonly unknown[], value: unknown): unknown[] {
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}
