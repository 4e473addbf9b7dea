export interface FilterOption {
  value: string;
  label: string;
}

/** Both ask the server: what matches the typed text, and what chosen ids are called. */
export interface FilterLookup {
  find(typed: string): Promise<readonly FilterOption[]>;
  name(ids: readonly string[]): Promise<readonly FilterOption[]>;
}

/** One field of a filter bar. The page declares them; the bar draws them and their chips. */
export interface FilterField {
  key: string;
  label: string;
  kind: "choices" | "choice" | "text" | "flag" | "range" | "number" | "lookup" | "search";
  /** Behind “More filters” until it is set. */
  isRare?: boolean;
  /** Set by links and views; shown as a chip, without a field of its own. */
  isChipOnly?: boolean;
  options?: readonly FilterOption[];
  /** For `lookup`: more than a page could hold. */
  lookup?: FilterLookup;
}
export type FilterValues = Record<string, unknown>;

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
