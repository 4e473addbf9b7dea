import type { CalendarHours, Holiday, HoursOverride } from "../../modules/sla/calendar.rules.ts";

const dayMs = 86_400_000;
const hijri = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
  timeZone: "UTC",
  month: "numeric",
  day: "numeric",
});

function hijriOf(at: number): { readonly month: number; readonly day: number } {
  const parts = new Map(hijri.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { month: parts.get("month") ?? 0, day: parts.get("day") ?? 0 };
}

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** First and last date of each run of days that fit, in a year before `now` to two after it. */
function runs(now: Date, fits: (date: { month: number; day: number }, at: number) => boolean) {
  const found: { from: string; to: string }[] = [];
  const [first, last] = [Date.UTC(now.getUTCFullYear() - 1, 0, 1), Date.UTC(now.getUTCFullYear() + 2, 11, 31)];
  for (let at = first, isBefore = false; at <= last; at += dayMs) {
    const isIn = fits(hijriOf(at), at);
    const run = found.at(-1);
    if (isIn && isBefore && run) run.to = dateOf(at);
    else if (isIn) found.push({ from: dateOf(at), to: dateOf(at) });
    isBefore = isIn;
  }
  return found;
}

const hour = 60;

/**
 * The office week of a Saudi hospital, by the Umm al-Qura calendar: Ramadan from ten to three, both feasts and the national days.
 * The moon and a decree decide, so all of them wait for the administrator's word.
 */
export function saudiHours(now: Date): CalendarHours {
  const named = (nameEn: string, nameAr: string, dates: { from: string; to: string }[]): Holiday[] =>
    dates.map((each) => ({ ...each, nameEn, nameAr, isToBeConfirmed: true }));
  const onDate = (month: number, day: number) => (_: unknown, at: number) =>
    new Date(at).getUTCMonth() + 1 === month && new Date(at).getUTCDate() === day;
  const ramadan = named(
    "Ramadan hours",
    "دوام رمضان",
    runs(now, ({ month }) => month === 9),
  );
  const overrides: HoursOverride[] = ramadan.map((each) => ({
    ...each,
    intervals: [{ fromMinute: 10 * hour, toMinute: 15 * hour }],
    weekdays: null,
  }));
  return {
    timeZone: "Asia/Riyadh",
    weekly: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute: 8 * hour, toMinute: 17 * hour })),
    overrides,
    holidays: [
      ...named(
        "Eid al-Fitr",
        "عيد الفطر",
        runs(now, ({ month, day }) => month === 10 && day <= 4),
      ),
      ...named(
        "Eid al-Adha",
        "عيد الأضحى",
        runs(now, ({ month, day }) => month === 12 && day >= 9 && day <= 13),
      ),
      ...named("Founding Day", "يوم التأسيس", runs(now, onDate(2, 22))),
      ...named("National Day", "اليوم الوطني", runs(now, onDate(9, 23))),
    ],
  };
}
