import { describe, expect, it } from "vitest";
import { yearOf } from "./calendar-year.rules.ts";

const named = (nameEn: string, from: string, to: string) => ({
  nameEn,
  nameAr: nameEn,
  from,
  to,
  isToBeConfirmed: true,
});

describe("a year of a calendar", () => {
  const days = yearOf(
    {
      timeZone: "Asia/Riyadh",
      weekly: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_020 })),
      overrides: [
        {
          ...named("Ramadan", "2026-02-18", "2026-03-19"),
          intervals: [{ fromMinute: 600, toMinute: 900 }],
          weekdays: null,
        },
        { ...named("Closed for repair", "2026-05-03", "2026-05-03"), intervals: [], weekdays: null },
      ],
      holidays: [named("Eid al-Fitr", "2026-03-18", "2026-03-23")],
    },
    2026,
  );
  const on = (date: string) => days.find((day) => day.date === date);

  it("has each date once, leap days too", () => {
    expect([days.length, days[0]?.date, days.at(-1)?.date]).toEqual([365, "2026-01-01", "2026-12-31"]);
    expect(yearOf({ timeZone: "UTC", weekly: [], overrides: [], holidays: [] }, 2028)).toHaveLength(366);
  });

  it.each([
    ["2026-01-04", "WORKING", null, 480],
    ["2026-01-02", "CLOSED", null, undefined],
    ["2026-02-18", "SPECIAL", "Ramadan", 600],
    ["2026-02-20", "CLOSED", null, undefined],
    ["2026-03-18", "HOLIDAY", "Eid al-Fitr", undefined],
    ["2026-05-03", "HOLIDAY", "Closed for repair", undefined],
  ])("SLA-1: %s is %s", (date, face, nameEn, from) => {
    expect(on(date)).toMatchObject({ face, nameEn });
    expect(on(date)?.intervals[0]?.fromMinute).toBe(from);
  });
});
