/**
 * The clock of a deadline as pure functions (sla.md): `due` and `consumed`; the stored due date is a cache of `due`.
 * There is one calendar so far. Business calendars become another kind here; callers need not change for them.
 */
export type WorkCalendar = { readonly kind: "AROUND_THE_CLOCK" };

export const aroundTheClock: WorkCalendar = { kind: "AROUND_THE_CLOCK" };

export interface Pause {
  readonly from: Date;
  /** Null while it lasts. */
  readonly to: Date | null;
}

const minute = 60_000;

/** Milliseconds of working time from `from` to `to`, pauses left out. */
export function consumed(_calendar: WorkCalendar, from: Date, to: Date, pauses: readonly Pause[] = []): number {
  if (to <= from) return 0;
  let total = to.getTime() - from.getTime();
  for (const [start, end] of merged(pauses)) {
    total -= Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
  }
  return total;
}

/** When `minutes` of working time after `start` are over; null while a pause lasts that would begin before. */
export function due(_calendar: WorkCalendar, start: Date, minutes: number, pauses: readonly Pause[] = []): Date | null {
  let at = start.getTime();
  let left = minutes * minute;
  for (const [from, to] of merged(pauses)) {
    if (to <= at) continue;
    const untilPause = Math.max(0, from - at);
    // Used up exactly when the pause begins: that minute is the due time.
    if (untilPause >= left) break;
    if (to === Infinity) return null;
    left -= untilPause;
    at = to;
  }
  return new Date(at + left);
}

/** Overlapping pauses as disjoint spans in order; an open one never ends. */
function merged(pauses: readonly Pause[]): [number, number][] {
  const spans = pauses
    .map(({ from, to }): [number, number] => [from.getTime(), to?.getTime() ?? Infinity])
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else result.push(span);
  }
  return result;
}
