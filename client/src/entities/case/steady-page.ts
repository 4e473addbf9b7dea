import type { PageInfo } from "#ui/table/table.ts";

export interface Page<Row extends { id: string }> {
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}
export interface Gathered<Row extends { id: string }> {
  readonly nodes: readonly Row[];
  /** Stand where they stood, but belong here no longer. */
  readonly moved: ReadonlySet<string>;
  /** Would be here, or elsewhere in the list, if it were put in order. */
  readonly newCount: number;
}

/** From the end that the page is counted from up to its last row of `known`: beyond it a full page only gave way to what came in. */
function heldPart<Row extends { id: string }>(rows: readonly Row[], known: ReadonlySet<string>, isBackward: boolean) {
  if (isBackward) {
    const first = rows.findIndex(({ id }) => known.has(id));
    return first < 0 ? [] : rows.slice(first);
  }
  return rows.slice(0, rows.findLastIndex(({ id }) => known.has(id)) + 1);
}

/** What a page that was read again says of the one that is shown: no row of that moves. */
export function gather<Row extends { id: string }>(
  shown: Page<Row>,
  fresh: Page<Row>,
  isBackward: boolean,
): Gathered<Row> {
  const freshRows = new Map(fresh.nodes.map((row) => [row.id, row]));
  const shownIds = new Set(shown.nodes.map(({ id }) => id));
  const isFull = isBackward ? fresh.pageInfo.hasPreviousPage : fresh.pageInfo.hasNextPage;
  const hereOrGone = isFull ? heldPart(shown.nodes, new Set(freshRows.keys()), isBackward) : shown.nodes;
  const cameIn = (isFull ? heldPart(fresh.nodes, shownIds, isBackward) : fresh.nodes).filter(
    ({ id }) => !shownIds.has(id),
  );
  return {
    nodes: shown.nodes.map((row) => freshRows.get(row.id) ?? row),
    moved: new Set(hereOrGone.filter(({ id }) => !freshRows.has(id)).map(({ id }) => id)),
    newCount: Math.max(cameIn.length, fresh.totalCount - shown.totalCount),
  };
}
