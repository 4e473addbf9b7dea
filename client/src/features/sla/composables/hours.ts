import type { SlaCalendarFieldsFragment } from "#generated/graphql.ts";

export interface Interval {
  fromMinute: number;
  toMinute: number;
}
export interface WeeklyInterval extends Interval {
  weekday: number;
}
/** A holiday or other hours, by date. */
export interface DatedException {
  from: string;
  to: string;
  nameEn: string;
  nameAr: string;
  isToBeConfirmed: boolean;
}
export interface HoursException extends DatedException {
  intervals: Interval[];
  weekdays: number[] | null;
}
export interface Hours {
  timeZone: string;
  weekly: WeeklyInterval[];
  overrides: HoursException[];
  holidays: DatedException[];
}
type Stored = SlaCalendarFieldsFragment["hours"];

/** The Saudi week. */
export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const DAY = 1_440;
const interval = ({ fromMinute, toMinute }: Interval): Interval => ({ fromMinute, toMinute });
const dated = ({ from, to, nameEn, nameAr, isToBeConfirmed }: DatedException): DatedException => ({
  from,
  to,
  nameEn,
  nameAr,
  isToBeConfirmed,
});

/** Without the marks of the cache, as the input wants it. */
export const hoursFrom = ({ timeZone, weekly, overrides, holidays }: Stored): Hours => ({
  timeZone,
  weekly: weekly.map((one) => ({ weekday: one.weekday, ...interval(one) })),
  overrides: overrides.map((one) => ({
    ...dated(one),
    intervals: one.intervals.map(interval),
    weekdays: one.weekdays ? [...one.weekdays] : null,
  })),
  holidays: holidays.map(dated),
});

export const newHours = (): Hours => ({
  timeZone: "Asia/Riyadh",
  weekly: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_020 })),
  overrides: [],
  holidays: [],
});

/** `HH:MM`; midnight at the end of the day is written as at its beginning. */
export function timeOf(minute: number): string {
  const inDay = minute % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}
export function minuteOf(time: string): number | null {
  const [hours, minutes] = time.split(":").map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes;
}
export const isOvernight = ({ fromMinute, toMinute }: Interval) => toMinute <= fromMinute;

/** Where the bar of an interval lies in its day, in percent; what reaches into the next day is cut at midnight. */
export function barOf(one: Interval): { start: number; length: number } {
  const end = isOvernight(one) ? DAY : one.toMinute;
  return { start: (one.fromMinute / DAY) * 100, length: ((end - one.fromMinute) / DAY) * 100 };
}

/** The week with these hours on these days. */
export function hoursOfDays(
  weekly: readonly WeeklyInterval[],
  days: readonly number[],
  intervals: readonly Interval[],
): WeeklyInterval[] {
  const others = weekly.filter(({ weekday }) => !days.includes(weekday));
  const changed = days.flatMap((weekday) => intervals.map((one) => ({ ...interval(one), weekday })));
  return [...others, ...changed].toSorted((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
}
