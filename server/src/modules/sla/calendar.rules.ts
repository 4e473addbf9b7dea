import { dateOfDay, dayMs, localDay, toInstant, weekdayOfDay } from "./zone.rules.ts";

/** Minutes of a day; `toMinute` at or before `fromMinute` ends on the next day (20:00–04:00). */
export interface HoursOfDay {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface WeeklyHours extends HoursOfDay {
  /** 0 for Sunday … 6 for Saturday. */
  readonly weekday: number;
}

interface NamedDates {
  /** First and last date, YYYY-MM-DD in the calendar's zone. */
  readonly from: string;
  readonly to: string;
  readonly nameEn: string;
  readonly nameAr: string;
  /** The date is a guess until somebody confirms it (moon sighting, decree). */
  readonly isToBeConfirmed: boolean;
}

export interface HoursOverride extends NamedDates {
  /** No intervals: closed. */
  readonly intervals: readonly HoursOfDay[];
  /** Weekdays it holds for; null: those that have hours in the weekly pattern, so that Ramadan opens no Friday. */
  readonly weekdays: readonly number[] | null;
}

export type Holiday = NamedDates;

export interface CalendarHours {
  readonly timeZone: string;
  readonly weekly: readonly WeeklyHours[];
  readonly overrides: readonly HoursOverride[];
  readonly holidays: readonly Holiday[];
}

export interface Pause {
  readonly from: Date;
  /** Null while it lasts. */
  readonly to: Date | null;
  /** The time a case was closed until it was reopened: no waiting that a policy could cap. */
  readonly isUncapped?: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Ten years without a working minute: the calendar has none. */
const horizonDays = 3_660;
const minute = 60_000;
const dayMinutes = 1_440;

export const holidayOn = (calendar: CalendarHours, date: string): Holiday | null =>
  calendar.holidays.find(({ from, to }) => from <= date && date <= to) ?? null;

/** SLA-1: the override that holds on a date: of several that overlap a closed one, else the last. */
export function overrideOn(calendar: CalendarHours, day: number): HoursOverride | null {
  const date = dateOfDay(day);
  const weekday = weekdayOfDay(day);
  const holds = ({ from, to, weekdays }: HoursOverride) =>
    from <= date &&
    date <= to &&
    (weekdays ? weekdays.includes(weekday) : calendar.weekly.some((hours) => hours.weekday === weekday));
  const held = calendar.overrides.filter(holds);
  return held.findLast(({ intervals }) => intervals.length === 0) ?? held.at(-1) ?? null;
}

export function hoursOf(calendar: CalendarHours, day: number): readonly HoursOfDay[] {
  if (holidayOn(calendar, dateOfDay(day))) return [];
  return overrideOn(calendar, day)?.intervals ?? calendar.weekly.filter(({ weekday }) => weekday === weekdayOfDay(day));
}

const spansByCalendar = new WeakMap<CalendarHours, Map<number, readonly Span[]>>();

/** SLA-1: working time of one date: its own hours and what last night's shift left; none of either on a closed date. */
export function spansOf(calendar: CalendarHours, day: number): readonly Span[] {
  let byDay = spansByCalendar.get(calendar);
  if (!byDay) spansByCalendar.set(calendar, (byDay = new Map()));
  const known = byDay.get(day);
  if (known) return known;
  const spans = findSpans(calendar, day);
  byDay.set(day, spans);
  return spans;
}

function findSpans(calendar: CalendarHours, day: number): Span[] {
  if (holidayOn(calendar, dateOfDay(day))) return [];
  const isOvernight = ({ fromMinute, toMinute }: HoursOfDay) => toMinute <= fromMinute;
  const own = hoursOf(calendar, day).map((hours): [number, number] => [
    hours.fromMinute,
    isOvernight(hours) ? dayMinutes : hours.toMinute,
  ]);
  const spill = hoursOf(calendar, day - 1)
    .filter(isOvernight)
    .map(({ toMinute }): [number, number] => [0, toMinute]);
  const instant = (at: number) => toInstant(day * dayMs + at * minute, calendar.timeZone);
  return merge([...own, ...spill].map(([from, to]) => ({ from: instant(from), to: instant(to) })));
}

/** Overlapping spans as disjoint ones in order. */
export function merge(spans: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of spans.filter((span) => span.to > span.from).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

export const mergedPauses = (pauses: readonly Pause[]): Span[] =>
  merge(pauses.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Infinity })));

/** Working spans from an instant on, without the pauses; ends at the horizon. */
export function* workingSpans(calendar: CalendarHours, from: Date, pauses: readonly Pause[] = []): Generator<Span> {
  const start = from.getTime();
  const breaks = mergedPauses(pauses);
  const end = breaks.find(({ to }) => to === Infinity)?.from ?? Infinity;
  const first = localDay(start, calendar.timeZone);
  for (let day = first; day <= first + horizonDays; day++) {
    for (const span of spansOf(calendar, day)) {
      if (span.from >= end) return;
      yield* without({ from: Math.max(span.from, start), to: span.to }, breaks);
    }
  }
}

export function* without(span: Span, breaks: readonly Span[]): Generator<Span> {
  let at = span.from;
  for (const pause of breaks) {
    if (pause.to <= at || pause.from >= span.to) continue;
    if (pause.from > at) yield { from: at, to: pause.from };
    at = pause.to;
  }
  if (at < span.to) yield { from: at, to: span.to };
}

/** SLA-2: milliseconds of working time from `from` to `to`, pauses left out. */
export function consumed(calendar: CalendarHours, from: Date, to: Date, pauses: readonly Pause[] = []): number {
  if (to <= from) return 0;
  const end = to.getTime();
  const breaks = mergedPauses(pauses);
  const last = localDay(end, calendar.timeZone);
  let total = 0;
  for (let day = localDay(from.getTime(), calendar.timeZone); day <= last; day++) {
    for (const span of spansOf(calendar, day)) {
      const within = { from: Math.max(span.from, from.getTime()), to: Math.min(span.to, end) };
      for (const part of without(within, breaks)) total += part.to - part.from;
    }
  }
  return total;
}

/**
 * SLA-2: when `ms` of working time after `start` are used up. Exactly at closing time is that minute. Null while a pause
 * lasts that begins before, or when the calendar has no such time.
 */
export function due(calendar: CalendarHours, start: Date, ms: number, pauses: readonly Pause[] = []): Date | null {
  let left = ms;
  for (const { from, to } of workingSpans(calendar, start, pauses)) {
    if (to - from >= left) return new Date(from + left);
    left -= to - from;
  }
  return null;
}

/** SLA-5: pauses as far as the policy's cap lets them count, in working time; the clock runs on where the cap is reached. */
export function capped(calendar: CalendarHours, pauses: readonly Pause[], capMinutes: number | null): Pause[] {
  if (capMinutes === null) return [...pauses];
  let left = capMinutes * minute;
  const uncapped = pauses.filter(({ isUncapped }) => isUncapped);
  const waiting = mergedPauses(pauses.filter(({ isUncapped }) => !isUncapped)).map(({ from, to }) => {
    const begin = new Date(from);
    const limit = due(calendar, begin, left) ?? begin;
    const end = new Date(Math.min(to, limit.getTime()));
    left -= consumed(calendar, begin, end);
    return { from: begin, to: end };
  });
  return [...waiting, ...uncapped];
}

/** Why hours can't be saved, or null (SLA-1: a calendar without a weekly pattern is refused). */
export function hoursProblem(calendar: CalendarHours): "NO_HOURS" | "BAD_HOURS" | "BAD_DATES" | null {
  const isMinute = (at: number) => Number.isInteger(at) && at >= 0 && at <= dayMinutes;
  const intervals = [...calendar.weekly, ...calendar.overrides.flatMap((override) => override.intervals)];
  if (
    intervals.some(
      ({ fromMinute, toMinute }) => !isMinute(fromMinute) || !isMinute(toMinute) || fromMinute === dayMinutes,
    )
  )
    return "BAD_HOURS";
  if (calendar.weekly.some(({ weekday }) => !Number.isInteger(weekday) || weekday < 0 || weekday > 6))
    return "BAD_HOURS";
  const isDate = (date: string) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  const dates = [...calendar.overrides, ...calendar.holidays];
  if (dates.some(({ from, to }) => !isDate(from) || !isDate(to) || to < from)) return "BAD_DATES";
  return calendar.weekly.length === 0 ? "NO_HOURS" : null;
}

/** SLA-1: refused as well where closed dates leave nothing of the pattern within a year. */
export function isOpenWithinYear(calendar: CalendarHours, now: Date): boolean {
  const [first] = workingSpans(calendar, now);
  return first !== undefined && first.from < now.getTime() + 366 * dayMs;
}
