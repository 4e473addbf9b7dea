import { describe, expect, it } from "vitest";
import { capped, type CalendarHours, type Pause } from "./calendar.rules.ts";
import { planClock, type ReminderRule } from "./clock.rules.ts";
import { closedDaysOf, daysOf } from "./explained-days.rules.ts";

const at = (text: string) => new Date(`${text}+03:00`);
const hours: CalendarHours = {
  timeZone: "Asia/Riyadh",
  weekly: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_080 })),
  overrides: [],
  holidays: [
    { from: "2026-11-23", to: "2026-11-23", nameEn: "National day", nameAr: "اليوم الوطني", isToBeConfirmed: false },
  ],
};
const start = at("2026-11-22T08:00");
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });

// 2026-11-22 is a Sunday of ten working hours; Monday is closed.
describe("SLA-8: when a clock of twenty hours is reminded of", () => {
  const remindAt = (reminder: Partial<ReminderRule>, pauses: Pause[] = []) =>
    planClock(
      hours,
      {
        start,
        target: { amount: 1_200, unit: "MINUTES" },
        reminder: { beforeMinutes: null, atPercent: null, ...reminder },
        capMinutes: null,
      },
      pauses,
      start,
    ).remindAt;
  it.each([
    ["at a percentage of the working time", { atPercent: 75 }, [], "2026-11-24T13:00"],
    ["so many working minutes before, across a closed day", { beforeMinutes: 720 }, [], "2026-11-22T16:00"],
    ["whichever comes first", { beforeMinutes: 60, atPercent: 50 }, [], "2026-11-22T18:00"],
    ["later by a pause", { atPercent: 75 }, [pause("2026-11-22T09:00", "2026-11-22T11:00")], "2026-11-24T15:00"],
  ])("%s", (_name, reminder, pauses, expected) => expect(remindAt(reminder, pauses)).toEqual(at(expected)));
  it("never without a rule, before the start or while paused", () => {
    expect(remindAt({})).toBeNull();
    expect(remindAt({ beforeMinutes: 1_200 })).toBeNull();
    expect(remindAt({ atPercent: 75 }, [pause("2026-11-22T09:00", null)])).toBeNull();
  });
});

describe("SLA-14: the lines of an explanation", () => {
  const end = at("2026-11-24T13:00");
  it("tells closed days by name, and the working time of the others", () => {
    expect(closedDaysOf(hours, start, end)).toEqual([
      { date: "2026-11-23", nameEn: "National day", nameAr: "اليوم الوطني" },
    ]);
    expect(daysOf(hours, start, end, []).map(({ date, usedMinutes }) => [date, usedMinutes])).toEqual([
      ["2026-11-22", 600],
      ["2026-11-24", 300],
    ]);
  });
  it("counts a pause up to the policy's cap only, over several pauses", () => {
    const pauses = [
      pause("2026-11-22T09:00", "2026-11-22T10:00"),
      pause("2026-11-22T12:00", "2026-11-22T15:00"),
      pause("2026-11-24T08:00", "2026-11-24T12:00"),
    ];
    const used = (capMinutes: number | null) =>
      daysOf(hours, start, end, capped(hours, pauses, capMinutes)).map(({ usedMinutes }) => usedMinutes);
    expect(used(null)).toEqual([360, 60]);
    expect(used(120)).toEqual([480, 300]);
  });
});
