import type { ComplaintCategoryTreeQuery } from "#generated/graphql.ts";

export type Category = ComplaintCategoryTreeQuery["complaintCategories"][number];
type Node = Pick<Category, "id" | "parentId" | "position" | "code">;

/** From the top down to the category itself. A parent that is missing ends the way. */
export function pathOf<Row extends Node>(all: readonly Row[], id: string): Row[] {
  const byId = new Map(all.map((row) => [row.id, row]));
  const path: Row[] = [];
  for (let row = byId.get(id); row && !path.includes(row); row = row.parentId ? byId.get(row.parentId) : undefined)
    path.unshift(row);
  return path;
}

/** The tree as one reads it: each branch below its parent, siblings by their place. */
export function inTreeOrder<Row extends Node>(all: readonly Row[], parentId: string | null = null): Row[] {
  return all
    .filter((row) => (row.parentId ?? null) === parentId)
    .sort((a, b) => a.position - b.position || a.code.localeCompare(b.code))
    .flatMap((row) => [row, ...inTreeOrder(all, row.id)]);
}

/** The category with all below it: filters name each, the server does not descend. */
export function branchOf(all: readonly Node[], id: string): string[] {
  return [id, ...inTreeOrder(all, id).map((row) => row.id)];
}
