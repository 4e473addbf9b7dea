import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  capped,
  consumed,
  due,
  hoursProblem,
  isOpenWithinYear,
  type CalendarHours,
  type Holiday,
  type Pause,
} from "./calendar.rules.ts";
import { dueAfter } from "./duration.rules.ts";

const hour = 3_600_000;
const allDay = [0, 1, 2, 3, 4, 5, 6];
const named = { nameEn: "x", nameAr: "س", isToBeConfirmed: false };
const week = (days: readonly number[], from: number, to: number) =>
  days.map((weekday) => ({ weekday, fromMinute: from * 60, toMinute: to * 60 }));
const calendar = (parts: Partial<CalendarHours> = {}): CalendarHours => ({
  timeZone: "Asia/Riyadh",
  weekly: week([0, 1, 2, 3, 4], 8, 17),
  overrides: [],
  holidays: [],
  ...parts,
});
const riyadh = calendar();
const night = calendar({ weekly: week([0, 1, 2, 3, 4], 20, 4) });
const roundTheClock = calendar({ timeZone: "Europe/Berlin", weekly: week(allDay, 0, 24) });
const closed = (from: string, to = from): Holiday => ({ ...named, from, to });
/** Riyadh is three hours ahead all year. */
const at = (text: string) => new Date(`${text}+03:00`);
const wall = (date: Date | null) =>
  date && new Date(date.getTime() + 3 * hour).toISOString().replace(/(:00)?\.000Z$/, "");
const dueIn = (hours: CalendarHours, start: string, count: number, pauses: Pause[] = []) =>
  wall(due(hours, at(start), count * hour, pauses));
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });

// 2026-11-22 is a Sunday, 2026-11-26 a Thursday.
describe("SLA-1, SLA-2: due", () => {
  const ramadan = {
    ...named,
    from: "2027-02-08",
    to: "2027-03-09",
    intervals: [{ fromMinute: 600, toMinute: 900 }],
    weekdays: null,
  };
  const split = calendar({ weekly: [...week([0, 1, 2, 3, 4], 8, 12), ...week([0, 1, 2, 3, 4], 16, 20)] });
  it.each([
    ["before opening counts from the opening", riyadh, "2026-11-22T06:00", 2, "2026-11-22T10:00"],
    ["after closing counts from the next opening", riyadh, "2026-11-22T18:00", 2, "2026-11-23T10:00"],
    ["on a day off counts from the next opening", riyadh, "2026-11-27T10:00", 1, "2026-11-29T09:00"],
    ["exactly at closing is that minute", riyadh, "2026-11-22T08:00", 9, "2026-11-22T17:00"],
    ["a second more spills to the next opening", riyadh, "2026-11-22T08:00", 9 + 1 / 3_600, "2026-11-23T08:00:01"],
    ["over the weekend", riyadh, "2026-11-26T16:00", 2, "2026-11-29T09:00"],
    ["a split shift leaves the break out", split, "2026-11-22T11:00", 2, "2026-11-22T17:00"],
    ["a night shift ends on the next day", night, "2026-11-22T23:00", 4, "2026-11-23T03:00"],
    ["a night shift of Thursday reaches into Friday", night, "2026-11-26T20:00", 8, "2026-11-27T04:00"],
    ["Ramadan hours", calendar({ overrides: [ramadan] }), "2027-02-08T08:00", 6, "2027-02-09T11:00"],
    ["Ramadan opens no Friday", calendar({ overrides: [ramadan] }), "2027-02-11T14:00", 2, "2027-02-14T11:00"],
    [
      "holidays in a row",
      calendar({ holidays: [closed("2026-11-23", "2026-11-25")] }),
      "2026-11-22T16:00",
      2,
      "2026-11-26T09:00",
    ],
    [
      "a holiday on a weekend counts once",
      calendar({ holidays: [closed("2026-11-27")] }),
      "2026-11-26T16:00",
      2,
      "2026-11-29T09:00",
    ],
    [
      "a holiday at the start",
      calendar({ holidays: [closed("2026-11-22")] }),
      "2026-11-22T10:00",
      1,
      "2026-11-23T09:00",
    ],
    [
      "a closed override beats one entered later",
      calendar({ overrides: [{ ...closed("2027-02-08"), intervals: [], weekdays: null }, ramadan] }),
      "2027-02-08T08:00",
      2,
      "2027-02-09T12:00",
    ],
    [
      "closed beats an override",
      calendar({ overrides: [ramadan], holidays: [closed("2027-02-08")] }),
      "2027-02-08T08:00",
      1,
      "2027-02-09T11:00",
    ],
    [
      "a half day ends at its own closing",
      calendar({ overrides: [{ ...ramadan, from: "2026-11-22", to: "2026-11-22" }] }),
      "2026-11-22T13:00",
      3,
      "2026-11-23T09:00",
    ],
    [
      "a holiday before the start changes nothing",
      calendar({ holidays: [closed("2026-11-19")] }),
      "2026-11-22T10:00",
      1,
      "2026-11-22T11:00",
    ],
    [
      "a night shift into a closed day ends at midnight",
      { ...night, holidays: [closed("2026-11-23")] },
      "2026-11-22T22:00",
      3,
      "2026-11-24T21:00",
    ],
    ["around the clock", calendar({ weekly: week(allDay, 0, 24) }), "2026-11-27T10:00", 30, "2026-11-28T16:00"],
  ])("%s", (_name, hours, start, count, expected) => expect(dueIn(hours, start, count)).toBe(expected));

  it("ends without any working hour, and such a calendar is refused", () => {
    const none = calendar({ weekly: [] });
    expect(due(none, at("2026-11-22T08:00"), hour)).toBeNull();
    expect(hoursProblem(none)).toBe("NO_HOURS");
    expect(hoursProblem(calendar({ holidays: [closed("2026-11-25", "2026-11-24")] }))).toBe("BAD_DATES");
    expect(hoursProblem(riyadh)).toBeNull();
    const isOpen = (parts: Partial<CalendarHours>) => isOpenWithinYear(calendar(parts), at("2026-11-22T08:00"));
    const shut = { ...closed("2026-01-01", "2027-12-31"), intervals: [], weekdays: null };
    expect(isOpen({ holidays: [closed("2026-01-01", "2027-12-31")] })).toBe(false);
    expect(isOpen({ overrides: [shut] })).toBe(false);
    expect(isOpen({ overrides: [{ ...shut, weekdays: [0, 1, 2, 3] }] })).toBe(true);
    expect(isOpen({ holidays: [closed("2026-01-01", "2027-03-31")] })).toBe(true);
  });
});

describe("SLA-3: targets in working days", () => {
  const half = calendar({
    overrides: [{ ...closed("2026-11-23"), intervals: [{ fromMinute: 480, toMinute: 720 }], weekdays: null }],
  });
  it.each([
    ["10 working days keep the time of day", riyadh, "2026-11-22T10:00", 10, "2026-12-06T10:00"],
    ["received off hours: the whole next working day", riyadh, "2026-11-26T18:00", 1, "2026-11-29T17:00"],
    [
      "a holiday moves it on",
      calendar({ holidays: [closed("2026-11-23")] }),
      "2026-11-22T10:00",
      1,
      "2026-11-24T10:00",
    ],
    ["a night shift is one day", night, "2026-11-22T22:00", 2, "2026-11-24T22:00"],
    ["on a shorter day the same share of it", half, "2026-11-22T12:30", 1, "2026-11-23T10:00"],
  ])("%s", (_name, hours, start, days, expected) =>
    expect(wall(dueAfter(hours, at(start), { amount: days, unit: "DAYS" }))).toBe(expected),
  );
});

describe("SLA-3, SLA-5: pauses of a target in days", () => {
  // Sunday and Monday ten hours, then two: two days of which Monday is paused.
  const uneven = { weekly: [...week([0, 1], 8, 18), ...week([2, 3, 4], 8, 10)] };
  const monday = pause("2026-11-23T00:00", "2026-11-24T00:00");
  it.each([
    ["a whole day later", uneven, [monday], "2026-11-24T10:00"],
    ["as if it were closed", { ...uneven, holidays: [closed("2026-11-23")] }, [], "2026-11-24T10:00"],
    ["and closed and paused the same", { ...uneven, holidays: [closed("2026-11-23")] }, [monday], "2026-11-24T10:00"],
    ["half a day later", uneven, [pause("2026-11-23T08:00", "2026-11-23T13:00")], "2026-11-24T09:00"],
    ["while it lasts, nothing", uneven, [pause("2026-11-23T08:00", null)], null],
  ])("%s", (_name, parts, pauses, expected) =>
    expect(wall(dueAfter(calendar(parts), at("2026-11-22T08:00"), { amount: 2, unit: "DAYS" }, pauses))).toBe(expected),
  );
});

describe("SLA-5: pauses", () => {
  it.each([
    ["inside working hours shifts by its minutes", [pause("2026-11-22T09:00", "2026-11-22T10:30")], "2026-11-22T13:30"],
    ["off hours only, by nothing", [pause("2026-11-21T09:00", "2026-11-22T07:00")], "2026-11-22T12:00"],
    [
      "several a day",
      [pause("2026-11-22T09:00", "2026-11-22T09:30"), pause("2026-11-22T10:00", "2026-11-22T10:30")],
      "2026-11-22T13:00",
    ],
    [
      "overlapping ones count once",
      [pause("2026-11-22T09:00", "2026-11-22T10:00"), pause("2026-11-22T09:30", "2026-11-22T10:00")],
      "2026-11-22T13:00",
    ],
    ["over the weekend", [pause("2026-11-22T11:00", "2026-11-29T09:00")], "2026-11-29T10:00"],
    ["created paused, open", [pause("2026-11-22T08:00", null)], null],
    ["open, but late before", [pause("2026-11-22T15:00", null)], "2026-11-22T12:00"],
  ])("%s", (_name, pauses, expected) => expect(dueIn(riyadh, "2026-11-22T08:00", 4, pauses)).toBe(expected));

  it("a cap lets the clock run on, also within an open pause", () => {
    const pauses = capped(riyadh, [pause("2026-11-22T09:00", null)], 120);
    expect(dueIn(riyadh, "2026-11-22T08:00", 4, pauses)).toBe("2026-11-22T14:00");
  });
  it("a cap takes nothing from the time a case was closed", () => {
    const closed = { ...pause("2026-11-22T10:00", "2026-11-24T08:00"), isUncapped: true };
    const pauses = capped(riyadh, [closed, pause("2026-11-22T09:00", "2026-11-22T10:00")], 30);
    expect(dueIn(riyadh, "2026-11-22T08:00", 4, pauses)).toBe("2026-11-24T10:30");
  });
});

describe("SLA-2: daylight saving (Europe/Berlin)", () => {
  const berlin = calendar({ timeZone: "Europe/Berlin", weekly: week(allDay, 1, 5) });
  const utc = (text: string) => new Date(`${text}Z`);
  it("counts elapsed time in the night of 23 hours and in the one of 25", () => {
    expect(consumed(berlin, utc("2026-03-28T22:00"), utc("2026-03-29T10:00"))).toBe(3 * hour);
    expect(consumed(berlin, utc("2026-10-24T20:00"), utc("2026-10-25T10:00"))).toBe(5 * hour);
    expect(consumed(roundTheClock, utc("2026-10-24T22:00"), utc("2026-10-25T23:00"))).toBe(25 * hour);
  });
  it("tells the two hours of the doubled one apart", () => {
    expect(due(roundTheClock, utc("2026-10-25T00:30"), hour)).toEqual(utc("2026-10-25T01:30"));
    const until = calendar({ timeZone: "Europe/Berlin", weekly: week(allDay, 0, 2.5) });
    expect(consumed(until, utc("2026-10-24T22:00"), utc("2026-10-25T10:00"))).toBe(2.5 * hour);
  });
  it("opens a skipped hour at the change", () => {
    const from = calendar({ timeZone: "Europe/Berlin", weekly: week(allDay, 2.5, 5) });
    expect(due(from, utc("2026-03-28T23:30"), 0.5 * hour)).toEqual(utc("2026-03-29T01:30"));
  });
  it("days keep the wall's time across the change", () => {
    const office = calendar({ timeZone: "Europe/Berlin", weekly: week([1, 2, 3, 4, 5], 9, 17) });
    expect(dueAfter(office, utc("2026-10-23T08:00"), { amount: 1, unit: "DAYS" })).toEqual(utc("2026-10-26T09:00"));
  });
});

describe("properties", () => {
  const base = Date.parse("2026-03-20T00:00Z");
  const instant = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => new Date(base + minutes * 60_000));
  const day = fc
    .integer({ min: 0, max: 59 })
    .map((days) => new Date(base + days * 24 * hour).toISOString().slice(0, 10));
  const anyCalendar = fc.record({
    timeZone: fc.constantFrom("Europe/Berlin", "Asia/Riyadh", "America/Sao_Paulo"),
    weekly: fc.array(
      fc.record({
        weekday: fc.integer({ min: 0, max: 6 }),
        fromMinute: fc.integer({ min: 0, max: 1_439 }),
        toMinute: fc.integer({ min: 0, max: 1_440 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    overrides: fc.array(
      fc
        .record({
          dates: fc
            .tuple(day, day)
            .map(([one, other]) => (one < other ? [one, other] : [other, one]) as [string, string]),
          intervals: fc.array(
            fc.record({ fromMinute: fc.integer({ min: 0, max: 1_439 }), toMinute: fc.integer({ min: 0, max: 1_440 }) }),
            { maxLength: 2 },
          ),
          weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 })),
        })
        .map(({ dates: [from, to], ...rest }) => ({ ...named, from, to, ...rest })),
      { maxLength: 2 },
    ),
    holidays: fc.array(
      day.map((date) => closed(date)),
      { maxLength: 4 },
    ),
  });
  const anyPauses = fc.array(
    fc
      .tuple(instant, fc.integer({ min: 1, max: 4_000 }))
      .map(([from, minutes]): Pause => ({ from, to: new Date(from.getTime() + minutes * 60_000) })),
    { maxLength: 3 },
  );

  it("consumed(a,b) + consumed(b,c) = consumed(a,c)", () =>
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, anyPauses, (hours, x, y, z, pauses) => {
        const [a, b, c] = [x, y, z].toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date];
        expect(consumed(hours, a, b, pauses) + consumed(hours, b, c, pauses)).toBe(consumed(hours, a, c, pauses));
      }),
    ));
  it("consumed(start, due(start, d)) = d, and due is the first such instant", () =>
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        fc.integer({ min: 1, max: 3_000 }),
        anyPauses,
        (hours, start, minutes, pauses) => {
          const end = due(hours, start, minutes * 60_000, pauses);
          fc.pre(end !== null);
          expect(consumed(hours, start, end as Date, pauses)).toBe(minutes * 60_000);
          expect(consumed(hours, start, new Date((end as Date).getTime() - 1), pauses)).toBe(minutes * 60_000 - 1);
        },
      ),
    ));
  it("a holiday more never makes a due time earlier", () =>
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom("DAYS", "MINUTES") }),
        day,
        anyPauses,
        (hours, start, duration, date, pauses) => {
          const target = duration.unit === "DAYS" ? duration : { amount: duration.amount * 100, unit: "MINUTES" };
          const longer = { ...hours, holidays: [...hours.holidays, closed(date)] };
          const before = dueAfter(hours, start, target as never, pauses);
          const after = dueAfter(longer, start, target as never, pauses);
          if (before && after) expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime());
        },
      ),
    ));
  it("a pause more never makes a due time earlier", () =>
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        fc.constantFrom("DAYS" as const, "MINUTES" as const),
        anyPauses,
        (hours, start, unit, pauses) => {
          const target = { amount: unit === "DAYS" ? 3 : 300, unit };
          const [before, after] = [dueAfter(hours, start, target), dueAfter(hours, start, target, pauses)];
          if (before && after) expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime());
        },
      ),
    ));
});
