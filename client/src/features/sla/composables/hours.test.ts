import { describe, expect, it } from "vitest";
import { barOf, isOvernight, minuteOf, timeOf } from "./hours.ts";

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
});
