import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buckets, bucketSpan, PxActionBucket } from "./board.rules.ts";

describe("PX-19: the columns of the board", () => {
  const timed = buckets.filter((bucket) => bucket !== PxActionBucket.PAUSED);
  const bucketOf = (due: number, now: Date, zone: string) =>
    timed.filter((bucket) => {
      const { from, to } = bucketSpan(bucket, now, zone);
      return (!from || due >= from.getTime()) && (!to || due < to.getTime());
    });

  it.each([
    ["2026-11-25T08:59:59.999Z", "OVERDUE"],
    ["2026-11-25T09:00:00Z", "WITHIN_HOUR"],
    ["2026-11-25T09:59:59.999Z", "WITHIN_HOUR"],
    ["2026-11-25T10:00:00Z", "WITHIN_FOUR_HOURS"],
    ["2026-11-25T13:00:00Z", "TODAY"],
    ["2026-11-25T20:59:59.999Z", "TODAY"],
    ["2026-11-25T21:00:00Z", "LATER"],
  ])("at noon in Riyadh, due %s stands in %s", (due, bucket) => {
    expect(bucketOf(Date.parse(due), new Date("2026-11-25T09:00:00Z"), "Asia/Riyadh")).toEqual([bucket]);
  });

  it("late in the evening “today” has no room: the next hours reach into tomorrow", () => {
    const now = new Date("2026-11-25T19:30:00Z");
    expect(bucketOf(Date.parse("2026-11-25T23:29:00Z"), now, "Asia/Riyadh")).toEqual(["WITHIN_FOUR_HOURS"]);
    expect(bucketOf(Date.parse("2026-11-25T23:30:00Z"), now, "Asia/Riyadh")).toEqual(["LATER"]);
  });

  it("each deadline stands in exactly one column, at any time of any day, daylight saving too", () => {
    const at = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
    const away = fc.integer({ min: -5 * 86_400_000, max: 5 * 86_400_000 });
    const zone = fc.constantFrom("Asia/Riyadh", "Europe/Berlin", "UTC");
    fc.assert(
      fc.property(at, away, zone, (now, distance, timeZone) => {
        expect(bucketOf(now.getTime() + distance, now, timeZone)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
