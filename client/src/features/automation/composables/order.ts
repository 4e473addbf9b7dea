/** Where a row stands after it was moved: behind which other one; null: first. undefined: it stays. */
export function placeAfterMove(ids: readonly string[], id: string, to: number): string | null | undefined {
  const from = ids.indexOf(id);
  const target = Math.max(0, Math.min(to, ids.length - 1));
  if (from < 0 || from === target) return undefined;
  const others = ids.filter((one) => one !== id);
  return target === 0 ? null : others[target - 1];
}
