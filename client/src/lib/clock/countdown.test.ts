import { describe, expect, it } from "vitest";
import { countdown, splitDuration } from "./countdown.ts";

const start = "2026-11-23T08:00:00Z";
const due = "2026-11-24T08:00:00Z";
const at = (iso: string) => Date.parse(iso);

describe("countdown", () => {
  it("is on time, then due soon in the last quarter, then overdue", () => {
    expect(countdown(due, start, at("2026-11-23T10:00:00Z")).state).toBe("onTime");
    expect(countdown(due, start, at("2026-11-24T02:00:00Z")).state).toBe("dueSoon");
    expect(countdown(due, start, at("2026-11-24T08:00:01Z")).state).toBe("overdue");
  });

  it("is due at the due moment itself, not overdue", () => {
    expect(countdown(due, start, at(due)).state).toBe("dueSoon");
  });

  it("has no state without a due time", () => {
    expect(countdown(null, start, at(due)).state).toBe("none");
  });
});

describe("splitDuration", () => {
  it("shows at most two units and leaves out an empty one", () => {
    expect(splitDuration(93_600_000)).toEqual([
      { unit: "day", count: 1 },
      { unit: "hour", count: 2 },
    ]);
    expect(splitDuration(7_200_000)).toEqual([{ unit: "hour", count: 2 }]);
    expect(splitDuration(59_000)).toEqual([{ unit: "minute", count: 0 }]);
  });
});
