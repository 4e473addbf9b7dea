import { describe, expect, it } from "vitest";
import { caseClock } from "./case-clock.ts";

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
    ["closed", { closedAt: at(11) }, "closed", 0],
    ["closed in time", { closedAt: at(11), lateMs: 0 }, "closedInTime", 0],
    ["closed late", { closedAt: at(11), lateMs: 60_000 }, "closedLate", 60_000],
  ])("%s", (_name, times, state, ms) => {
    expect(caseClock({ receivedAt, ...times }, now)).toEqual({ state, ms });
  });
});
