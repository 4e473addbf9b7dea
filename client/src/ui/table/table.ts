import type { Sort } from "#lib/url-state/codecs.ts";

export interface Column {
  key: string;
  title: string;
  /** The API's order field; a column with one is sortable. */
  order?: string;
  /** Numbers stand at the inline end. */
  numeric?: boolean;
  /** This cell carries the row's link. */
  isLink?: boolean;
  /** Left out below 1440 px, where the row would not fit. */
  isWideOnly?: boolean;
  minWidth?: string;
}

/** Without a choice the usual columns for the window's width; chosen ones are shown at every width. */
export function shownColumns(columns: readonly Column[], chosen: readonly string[] | null): Column[] {
  if (!chosen) return [...columns];
  return columns
    .filter((column) => column.isLink || chosen.includes(column.key))
    .map((column) => ({ ...column, isWideOnly: false }));
}

export function visibleKeys(columns: readonly Column[], chosen: readonly string[] | null, isWide: boolean): string[] {
  return shownColumns(columns, chosen)
    .filter((column) => isWide || !column.isWideOnly)
    .map((column) => column.key);
}

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor?: string | null;
  endCursor?: string | null;
}

export function nextSort(current: Sort<string>, field: string): Sort<string> {
  if (current.field !== field) return { field, direction: "DESC" };
  return { field, direction: current.direction === "DESC" ? "ASC" : "DESC" };
}

export function ariaSort(
  column: Column,
  sort: Sort<string> | undefined,
): "ascending" | "descending" | "none" | undefined {
  if (!column.order) return undefined;
  if (sort?.field !== column.order) return "none";
  return sort.direction === "ASC" ? "ascending" : "descending";
}

export type Density = "comfortable" | "dense";
