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
  /** Shown to those who chose it. */
  isOnDemand?: boolean;
  minWidth?: string;
}

/** All columns: those that were chosen as they were put, each other one behind its neighbour of the usual order. */
export function inOrder(columns: readonly Column[], chosen: readonly string[] | null): Column[] {
  const ordered = (chosen ?? []).flatMap((key) => columns.find((column) => column.key === key) ?? []);
  columns.forEach((column, index) => {
    const before = columns[index - 1];
    if (!ordered.includes(column)) ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, column);
  });
  return ordered;
}

/** The keys with one of them at another place. */
export function movedTo(keys: readonly string[], key: string, to: number): string[] {
  const others = keys.filter((each) => each !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}

/** Without a choice the usual columns for the window's width; chosen ones are shown at every width, in the reader's order. */
export function shownColumns(columns: readonly Column[], chosen: readonly string[] | null): Column[] {
  if (!chosen) return columns.filter((column) => !column.isOnDemand);
  return inOrder(columns, chosen)
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
