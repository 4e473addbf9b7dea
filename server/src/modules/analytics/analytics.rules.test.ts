import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayOf,
  daysBetween,
  kpiState,
  lastHours,
  meanWithInterval,
  startOfDay,
  weekBefore,
} from "./analytics.rules.ts";

describe("means from sums", () => {
  it("AN-3: the same as computed from the answers, and the interval holds the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 200 }), (scores) => {
        const sum = scores.reduce((a, b) => a + b, 0);
        const squares = scores.reduce((a, b) => a + b * b, 0);
        const result = meanWithInterval(scores.length, sum, squares);
        expect(result.mean).toBeCloseTo(sum / scores.length, 8);
        expect(result.ciLow).toBeLessThanOrEqual((result.mean ?? 0) + 1e-9);
        expect(result.ciHigh).toBeGreaterThanOrEqual((result.mean ?? 0) - 1e-9);
        expect(result.ciLow).toBeGreaterThanOrEqual(0);
        expect(result.ciHigh).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("AN-3: nothing answered is null, not zero; one answer has no interval", () => {
    expect(meanWithInterval(0, 0, 0)).toEqual({ mean: null, n: 0, ciLow: null, ciHigh: null });
    expect(meanWithInterval(1, 75, 5625)).toEqual({ mean: 75, n: 1, ciLow: null, ciHigh: null });
  });
});

describe("states", () => {
  const satisfaction = { isHigherBetter: true, warningAt: 75, badAt: 60, minimumN: 20 };
  const overdue = { isHigherBetter: false, warningAt: 0, badAt: 5, minimumN: 1 };
  it.each([
    [80, 50, satisfaction, "OK"],
    [75, 50, satisfaction, "OK"],
    [74.9, 50, satisfaction, "WARNING"],
    [59.9, 50, satisfaction, "BAD"],
    [10, 19, satisfaction, "NEUTRAL"],
    [null, 50, satisfaction, "NEUTRAL"],
    [0, null, overdue, "OK"],
    [1, null, overdue, "WARNING"],
    [6, null, overdue, "BAD"],
    [6, null, undefined, "NEUTRAL"],
    [6, null, { isHigherBetter: false, minimumN: 1 }, "NEUTRAL"],
  ] as const)("AN-4: %s of n %s is %#", (value, n, target, expected) => {
    expect(kpiState(value, n, target)).toBe(expected);
  });
});

describe("days and hours", () => {
  it("AN-5: the last hours end with the running hour", () => {
    const span = lastHours(new Date("2026-11-23T10:20:00Z"), 24);
    expect(span).toEqual({ from: new Date("2026-11-22T11:00:00Z"), to: new Date("2026-11-23T11:00:00Z") });
    expect(weekBefore(span).from).toEqual(new Date("2026-11-15T11:00:00Z"));
  });

  it("AN-6: a day begins at midnight of the zone, also where clocks change", () => {
    expect(startOfDay("2026-11-23", "Asia/Riyadh")).toEqual(new Date("2026-11-22T21:00:00Z"));
    expect(startOfDay("2026-03-29", "Europe/Berlin")).toEqual(new Date("2026-03-28T23:00:00Z"));
    expect(startOfDay("2026-03-30", "Europe/Berlin")).toEqual(new Date("2026-03-29T22:00:00Z"));
    expect(startOfDay("2026-10-26", "Europe/Berlin")).toEqual(new Date("2026-10-25T23:00:00Z"));
  });

  it("AN-6: the start of a day lies in that day, and a moment before it does not", () => {
    const days = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom("Asia/Riyadh", "Europe/Berlin", "America/New_York", "UTC"), (at, zone) => {
        const day = dayOf(at, zone);
        const start = startOfDay(day, zone);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }),
    );
  });

  it("lists days without gaps and ends", () => {
    expect(daysBetween("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(daysBetween("2026-01-01", "2999-01-01").length).toBe(400);
  });
});
