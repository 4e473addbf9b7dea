/** A month as a table: weeks of seven places, Sunday first; null where another month stands. */
export interface Month<Day> {
  index: number;
  weeks: (Day | null)[][];
}

export function monthsOf<Day extends { readonly date: string }>(days: readonly Day[]): Month<Day>[] {
  const byMonth = new Map<number, Day[]>();
  for (const day of days) {
    const index = Number(day.date.slice(5, 7)) - 1;
    byMonth.set(index, [...(byMonth.get(index) ?? []), day]);
  }
  return [...byMonth].map(([index, ofMonth]) => {
    const lead = new Date(`${ofMonth[0]?.date}T00:00:00Z`).getUTCDay();
    const places: (Day | null)[] = [...Array<null>(lead).fill(null), ...ofMonth];
    while (places.length % 7 !== 0) places.push(null);
    const weeks = Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
    return { index, weeks };
  });
}

/** How many days a key leads on; in Arabic the next day lies to the left. */
export function daysByKey(key: string, isRtl: boolean): number | null {
  const forward = isRtl ? "ArrowLeft" : "ArrowRight";
  const backward = isRtl ? "ArrowRight" : "ArrowLeft";
  const steps: Record<string, number> = {
    [forward]: 1,
    [backward]: -1,
    ArrowDown: 7,
    ArrowUp: -7,
    PageDown: 28,
    PageUp: -28,
  };
  return steps[key] ?? null;
}
