interface Scored {
  mean: number | null;
  isRanked: boolean;
}
export interface Leaderboard<Row> {
  best: readonly Row[];
  lowest: readonly Row[];
  /** Too few answers: no place, and no colour. */
  unranked: readonly Row[];
  total: number;
}
const AT_EACH_END = 5;

/** Both ends of the ranking, none twice. A short ranking is shown whole under “highest”. */
export function leaderboard<Row extends Scored>(rows: readonly Row[], isWhole: boolean): Leaderboard<Row> {
  const ranked = rows.filter((row) => row.isRanked && row.mean !== null).sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0));
  const unranked = rows.filter((row) => !ranked.includes(row));
  if (isWhole || ranked.length <= AT_EACH_END * 2) return { best: ranked, lowest: [], unranked, total: rows.length };
  return { best: ranked.slice(0, AT_EACH_END), lowest: ranked.slice(-AT_EACH_END), unranked, total: rows.length };
}
