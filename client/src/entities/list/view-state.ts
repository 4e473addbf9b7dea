import type { LocationQuery } from "vue-router";

export type ViewState = Record<string, string>;

/** The server leaves these out too (AC-30); here they must not make a view look changed. */
const NEVER_KEPT = new Set([
  "after",
  "before",
  "search",
  "mrn",
  "patientIdentifier",
  "patientId",
  "phone",
  "encounterId",
]);

/** What of an address a view keeps. */
export function viewStateOf(query: LocationQuery | ViewState): ViewState {
  const kept = Object.entries(query).filter(([key, value]) => typeof value === "string" && !NEVER_KEPT.has(key));
  return Object.fromEntries(kept) as ViewState;
}

export function isSameView(one: ViewState, other: ViewState): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}

/** The server's JSON, as far as it can stand in an address. */
export function stateFrom(json: unknown): ViewState {
  return typeof json === "object" && json !== null ? viewStateOf(json as ViewState) : {};
}
