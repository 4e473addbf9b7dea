/** One field of a filter bar. The page declares them; the bar draws them and their chips. */
export interface FilterField {
  key: string;
  label: string;
  kind: "choices" | "choice" | "text" | "flag" | "range" | "search";
  /** Behind “More filters” until it is set. */
  isRare?: boolean;
  /** Set by links and views; shown as a chip, without a field of its own. */
  isChipOnly?: boolean;
  options?: readonly { value: string; label: string }[];
}
export type FilterValues = Record<string, unknown>;

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
