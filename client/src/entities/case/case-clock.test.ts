import { describe, expect, it } from "vitest";
import { caseClock, dueIfResumed, lateOnTheWay } from "./case-clock.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 25, hour)).toISOString();
const now = Date.parse(at(12));
const receivedAt = at(0);

describe("the clock of a case", () => {
  it.each([
    ["on time", { dueAt: at(23) }, "onTime", 11 * 3_600_000],
    ["due soon", { dueAt: at(13) }, "dueSoon", 3_600_000],
    ["overdue", { dueAt: at(10) }, "overdue", -2 * 3_600_000],
    ["paused", { dueAt: null, pausedAt: at(9) }, "paused", 3 * 3_600_000],
    ["never on time while it stands", { dueAt: at(23), pausedAt: at(9) }, "paused", 3 * 3_600_000],
    ["late before it stood, so late still", { dueAt: at(8), pausedAt: at(9) }, "overdue", -4 * 3_600_000],
    ["without a deadline", {}, "none", 0],
    ["resolved in time, not closed yet", { lateMs: 0 }, "closedInTime", 0],
    ["resolved late, not closed yet", { dueAt: at(8), lateMs: 60_000 }, "closedLate", 60_000],
    ["closed", { closedAt: at(11) }, "closed", 0],
    ["closed in time", { closedAt: at(11), lateMs: 0 }, "closedInTime", 0],
    ["closed late", { closedAt: at(11), lateMs: 60_000 }, "closedLate", 60_000],
  ])("%s", (_name, times, state, ms) => {
    expect(caseClock({ receivedAt, ...times }, now)).toEqual({ state, ms });
  });
});

const clock = (target: "ACKNOWLEDGE" | "FIRST_RESPONSE" | "RESOLVE", times: object) => ({
  id: target,
  target,
  face: "RUNNING" as const,
  metAt: null,
  missMinutes: null,
  projectedAt: null,
  ...times,
});

describe("the deadlines on the way", () => {
  it("are seen while they are late, and stay to be seen when they were met late", () => {
    const resolved = clock("RESOLVE", { face: "MISSED", metAt: at(9), missMinutes: 5 });
    const acknowledged = clock("ACKNOWLEDGE", { face: "MISSED", metAt: at(3), missMinutes: 90 });
    const answered = clock("FIRST_RESPONSE", { face: "MET", metAt: at(3), missMinutes: 0 });
    expect(lateOnTheWay([acknowledged, answered, resolved])).toEqual([{ target: "ACKNOWLEDGE", isOpen: false }]);
    const waiting = clock("FIRST_RESPONSE", { face: "OVERDUE" });
    expect(lateOnTheWay([waiting, clock("RESOLVE", { face: "OVERDUE" })])).toEqual([
      { target: "FIRST_RESPONSE", isOpen: true },
    ]);
  });

  it("say when the next would be due if work went on now", () => {
    const clocks = [
      clock("ACKNOWLEDGE", { metAt: at(1), projectedAt: at(2) }),
      clock("RESOLVE", { projectedAt: at(20) }),
      clock("FIRST_RESPONSE", { projectedAt: at(14) }),
    ];
    expect(dueIfResumed(clocks)).toBe(at(14));
    expect(dueIfResumed([])).toBeNull();
  });
});
