import { describe, expect, it } from "vitest";
import { daysByKey, monthsOf } from "./months.ts";

const daysOf = (year: number) =>
  Array.from({ length: 365 }, (_, day) => ({
    date: new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
  }));

describe("a year as months", () => {
  const months = monthsOf(daysOf(2026));

  it("has twelve months of whole weeks that hold each date once, under its weekday", () => {
    expect(months).toHaveLength(12);
    expect(months.flatMap(({ weeks }) => weeks).every((week) => week.length === 7)).toBe(true);
    const placed = months.flatMap(({ weeks }) => weeks.flatMap((week) => week.map((day, at) => [day?.date, at])));
    const dated = placed.filter(([date]) => date !== undefined);
    expect(dated).toHaveLength(365);
    expect(dated.every(([date, at]) => new Date(`${date}T00:00:00Z`).getUTCDay() === at)).toBe(true);
  });

  it("walks by keys in the reading direction", () => {
    expect([daysByKey("ArrowRight", false), daysByKey("ArrowRight", true)]).toEqual([1, -1]);
    expect([daysByKey("ArrowDown", true), daysByKey("Enter", true)]).toEqual([7, null]);
  });
});
