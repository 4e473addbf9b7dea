import { due, holidayOn, hoursOf, merge, mergedPauses, without } from "./calendar.rules.ts";
import type { CalendarHours, Pause, Span } from "./calendar.rules.ts";
import { dateOfDay, dayMs, localDay, toInstant } from "./zone.rules.ts";

export interface Duration {
  readonly amount: number;
  readonly unit: "MINUTES" | "DAYS";
}

const minute = 60_000;
/** Ten years without the end of a target: the calendar has none. */
const horizonDays = 3_660;

/** SLA-3: the due time of a target. */
export const dueAfter = (
  calendar: CalendarHours,
  start: Date,
  { amount, unit }: Duration,
  pauses: readonly Pause[] = [],
): Date | null =>
  unit === "MINUTES" ? due(calendar, start, amount * minute, pauses) : dueInDays(calendar, start, amount, pauses);

/** Part of a working day: each of its milliseconds is worth this share of the day. */
interface Part extends Span {
  readonly share: number;
}

/**
 * SLA-3: a working day counts as one whatever its length, and an hour of it as its share; so a day that was paused as a
 * whole and one that becomes a holiday do the same, and a holiday more never brings the due time forward.
 */
function dueInDays(calendar: CalendarHours, start: Date, days: number, pauses: readonly Pause[]): Date | null {
  const breaks = mergedPauses(pauses);
  const standstill = breaks.find(({ to }) => to === Infinity)?.from ?? Infinity;
  const first = localDay(start.getTime(), calendar.timeZone);
  let left = days;
  for (let day = first; day <= first + horizonDays; day++) {
    const midnight = toInstant(day * dayMs, calendar.timeZone);
    if (midnight >= standstill) return null;
    const parts = [...partsOf(calendar, day - 1), ...partsOf(calendar, day)]
      .map((part) => ({ ...part, from: Math.max(part.from, midnight, start.getTime()) }))
      .map((part) => ({ ...part, to: Math.min(part.to, toInstant((day + 1) * dayMs, calendar.timeZone)) }))
      .filter(({ from, to }) => from < to)
      .flatMap((part) => [...without(part, breaks)].map((span) => ({ ...span, share: part.share })));
    for (const { from, to, share } of inOrder(parts)) {
      const needed = Math.round(left / share);
      if (needed <= to - from) return new Date(from + needed);
      left -= (to - from) * share;
    }
  }
  return null;
}

/** The hours of a date to their end on the next one, unless that is closed; worth one day where nothing is cut off. */
function partsOf(calendar: CalendarHours, day: number): Part[] {
  const instant = (at: number) => toInstant(day * dayMs + at * minute, calendar.timeZone);
  const spans = merge(
    hoursOf(calendar, day).map(({ fromMinute, toMinute }) => ({
      from: instant(fromMinute),
      to: instant(toMinute <= fromMinute ? toMinute + dayMs / minute : toMinute),
    })),
  );
  const share = 1 / spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const end = holidayOn(calendar, dateOfDay(day + 1)) ? instant(dayMs / minute) : Infinity;
  return spans.map(({ from, to }) => ({ from, to: Math.min(to, end), share }));
}

/** Parts of two shifts that overlap count for both. */
function inOrder(parts: readonly Part[]): Part[] {
  const edges = [...new Set(parts.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  return edges.slice(1).flatMap((to, index) => {
    const from = edges[index] ?? to;
    const share = parts.reduce((sum, part) => (part.from <= from && to <= part.to ? sum + part.share : sum), 0);
    return share > 0 ? [{ from, to, share }] : [];
  });
}
