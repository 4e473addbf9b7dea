import { describe, expect, it } from "vitest";
import { barOf, hoursOfDays, isOvernight, minuteOf, timeOf } from "./hours.ts";

describe("hours as people write them", () => {
  it.each([
    [0, "00:00"],
    [485, "08:05"],
    [1_440, "00:00"],
  ])("minute %i is %s", (minute, time) => expect(timeOf(minute)).toBe(time));

  it("reads a time back, and nothing from an empty field", () => {
    expect(minuteOf("17:30")).toBe(1_050);
    expect(minuteOf("")).toBeNull();
  });

  it("SLA-1: an end that is not after its start is on the next day; the bar ends at midnight", () => {
    const night = { fromMinute: 1_200, toMinute: 240 };
    expect(isOvernight(night)).toBe(true);
    const { start, length } = barOf(night);
    expect(start + length).toBe(100);
    expect(barOf({ fromMinute: 0, toMinute: 720 })).toEqual({ start: 0, length: 50 });
  });

  it("gives the same hours to several days and leaves the others as they were", () => {
    const day = { fromMinute: 480, toMinute: 1_020 };
    const weekly = [
      { weekday: 0, ...day },
      { weekday: 1, ...day },
    ];
    const night = { fromMinute: 1_200, toMinute: 240 };
    expect(hoursOfDays(weekly, [1, 4], [night])).toEqual([
      { weekday: 0, ...day },
      { weekday: 1, ...night },
      { weekday: 4, ...night },
    ]);
    expect(hoursOfDays(weekly, [0], [])).toEqual([{ weekday: 1, ...day }]);
  });
});
