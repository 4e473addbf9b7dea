import type { CategoryNode } from "./complaint.rules.ts";
import type { ComplaintGroup } from "./dashboard.service.ts";

/** CM-30: what each category counts, with what those below it count; above a chosen one nothing is counted. */
export function withBelow(
  own: readonly ComplaintGroup[],
  tree: readonly CategoryNode[],
  chosen?: readonly string[],
): ComplaintGroup[] {
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  const totals = new Map<string | null, ComplaintGroup>();
  for (const group of own) {
    for (const key of pathOf(group.key, parents, chosen)) totals.set(key, sum(totals.get(key), { ...group, key }));
  }
  return [...totals.values()];
}

/** The category and those above it, up to the topmost chosen one. */
function pathOf(
  key: string | null,
  parents: ReadonlyMap<string, string | null>,
  chosen: readonly string[] | undefined,
): (string | null)[] {
  if (key === null) return [null];
  const path = [key];
  for (let above = parents.get(key); above; above = parents.get(above)) path.push(above);
  return chosen ? path.slice(0, path.findLastIndex((id) => chosen.includes(id)) + 1) : path;
}

function sum(one: ComplaintGroup | undefined, other: ComplaintGroup): ComplaintGroup {
  if (!one) return other;
  const answered = one.answered + other.answered;
  const scores = one.answered * Number(one.meanScore) + other.answered * Number(other.meanScore);
  return {
    key: one.key,
    received: one.received + other.received,
    open: one.open + other.open,
    closed: one.closed + other.closed,
    answered,
    dissatisfied: one.dissatisfied + other.dissatisfied,
    meanScore: answered > 0 ? scores / answered : null,
  };
}
