import { hoursOf, holidayOn, overrideOn, type CalendarHours, type HoursOfDay } from "./calendar.rules.ts";
import { CalendarDayFace } from "./calendar-year.types.ts";
import { dateOfDay, dayMs } from "./zone.rules.ts";

export interface YearDay {
  readonly date: string;
  readonly face: CalendarDayFace;
  readonly intervals: readonly HoursOfDay[];
  readonly nameEn: string | null;
  readonly nameAr: string | null;
  readonly isToBeConfirmed: boolean;
}

/** SLA-1: what each date of a Gregorian year is, by the same rules that deadlines count by. */
export function yearOf(hours: CalendarHours, year: number): YearDay[] {
  const first = Date.UTC(year, 0, 1) / dayMs;
  const days = Date.UTC(year + 1, 0, 1) / dayMs - first;
  return Array.from({ length: days }, (_, offset) => dayOf(hours, first + offset));
}

function dayOf(hours: CalendarHours, day: number): YearDay {
  const date = dateOfDay(day);
  const holiday = holidayOn(hours, date);
  const override = holiday ? null : overrideOn(hours, day);
  const special = holiday ?? override;
  const intervals = [...hoursOf(hours, day)].toSorted((a, b) => a.fromMinute - b.fromMinute);
  return {
    date,
    face: faceOf(holiday !== null, override !== null, intervals.length > 0),
    intervals,
    nameEn: special?.nameEn ?? null,
    nameAr: special?.nameAr ?? null,
    isToBeConfirmed: special?.isToBeConfirmed ?? false,
  };
}

function faceOf(isHoliday: boolean, isOverridden: boolean, isOpen: boolean): CalendarDayFace {
  if (isHoliday || (isOverridden && !isOpen)) return CalendarDayFace.HOLIDAY;
  if (isOverridden) return CalendarDayFace.SPECIAL;
  return isOpen ? CalendarDayFace.WORKING : CalendarDayFace.CLOSED;
}
