import { describe, expect, it } from "vitest";
import { periodOf } from "./outcome.ts";

describe("the period of the on-time rate", () => {
  it("is the reader's, else the last days with today", () => {
    const chosen = { from: "2026-01-01", to: null };
    expect(periodOf(chosen, "2026-11-25", 30)).toBe(chosen);
    expect(periodOf(undefined, "2026-11-25", 30)).toEqual({ from: "2026-10-27", to: "2026-11-25" });
  });
});
