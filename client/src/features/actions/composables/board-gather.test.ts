import { describe, expect, it } from "vitest";
import { hasMoved } from "./board-gather.ts";

describe("a card that belongs elsewhere", () => {
  const now = Date.parse("2026-11-25T09:00:00Z");
  const due = (dueAt: string | null, pausedAt: string | null = null, status = "OPEN" as const) => ({
    dueAt,
    pausedAt,
    status,
  });

  it("is one whose time has run into the next column, not one that still fits", () => {
    expect(hasMoved(due("2026-11-25T09:30:00Z"), "WITHIN_HOUR", now)).toBe(false);
    expect(hasMoved(due("2026-11-25T08:59:59Z"), "WITHIN_HOUR", now)).toBe(true);
    expect(hasMoved(due("2026-11-25T09:59:00Z"), "WITHIN_FOUR_HOURS", now)).toBe(true);
    expect(hasMoved(due("2026-11-25T18:00:00Z"), "TODAY", now)).toBe(false);
    expect(hasMoved(due("2026-11-25T08:00:00Z"), "OVERDUE", now)).toBe(false);
    // Its deadline moved by a pause.
    expect(hasMoved(due("2026-11-25T11:00:00Z"), "OVERDUE", now)).toBe(true);
  });

  it("is one that was paused, resumed or has ended", () => {
    const paused = due(null, "2026-11-25T08:30:00Z");
    expect(hasMoved(paused, "LATER", now)).toBe(true);
    expect(hasMoved(paused, "PAUSED", now)).toBe(false);
    const pausedLate = due("2026-11-25T08:00:00Z", "2026-11-25T08:30:00Z");
    expect(hasMoved(pausedLate, "OVERDUE", now)).toBe(false);
    expect(hasMoved(pausedLate, "PAUSED", now)).toBe(true);
    expect(hasMoved(due("2026-11-25T12:00:00Z"), "PAUSED", now)).toBe(true);
    expect(hasMoved(due(null), "PAUSED", now)).toBe(false);
    expect(hasMoved({ ...due("2026-11-25T08:00:00Z"), status: "CLOSED" }, "OVERDUE", now)).toBe(true);
  });
});
