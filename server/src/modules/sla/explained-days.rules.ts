import { consumed, holidayOn, merge, overrideOn, spansOf, type CalendarHours, type Pause } from "./calendar.rules.ts";
import { dateOfDay, localDay } from "./zone.rules.ts";

export interface ExplainedDay {
  readonly date: string;
  readonly from: Date;
  readonly to: Date;
  readonly usedMinutes: number;
  readonly nameEn: string | null;
  readonly nameAr: string | null;
}

/** A deadline of years is explained by its first days. */
const daysAtMost = 120;

export function daysOf(hours: CalendarHours, start: Date, end: Date, pauses: readonly Pause[]): ExplainedDay[] {
  const [first, last] = [localDay(start.getTime(), hours.timeZone), localDay(end.getTime(), hours.timeZone)];
  const days: ExplainedDay[] = [];
  for (let day = first; day <= Math.min(last, first + daysAtMost); day++) {
    const override = overrideOn(hours, day);
    const within = spansOf(hours, day).map(({ from, to }) => ({
      from: Math.max(from, start.getTime()),
      to: Math.min(to, end.getTime()),
    }));
    for (const span of merge(within)) {
      const [from, to] = [new Date(span.from), new Date(span.to)];
      days.push({
        date: dateOfDay(day),
        from,
        to,
        usedMinutes: Math.floor(consumed(hours, from, to, pauses) / 60_000),
        nameEn: override?.nameEn ?? null,
        nameAr: override?.nameAr ?? null,
      });
    }
  }
  return days;
}

/** The closed days between the two, with their names. */
export function closedDaysOf(hours: CalendarHours, start: Date, end: Date) {
  const [first, last] = [localDay(start.getTime(), hours.timeZone), localDay(end.getTime(), hours.timeZone)];
  const days = Array.from({ length: Math.min(last - first, daysAtMost) + 1 }, (_, index) => dateOfDay(first + index));
  return days.flatMap((date) => {
    const holiday = holidayOn(hours, date);
    return holiday ? [{ date, nameEn: holiday.nameEn, nameAr: holiday.nameAr }] : [];
  });
}
