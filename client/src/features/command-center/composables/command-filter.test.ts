import { describe, expect, it } from "vitest";
import { toCommandFilter } from "./command-filter.ts";

const now = Date.parse("2026-11-22T21:30:00Z");

describe("toCommandFilter", () => {
  it("shows the last seven days of the hospital, today included", () => {
    expect(toCommandFilter({}, now, "Asia/Riyadh")).toEqual({ from: "2026-11-17", to: "2026-11-23" });
  });

  it("keeps a chosen period and narrows by place", () => {
    const state = { period: { from: "2026-11-01", to: null }, journeyType: ["OPD"] as const };
    expect(toCommandFilter(state, now, "Asia/Riyadh")).toEqual({
      from: "2026-11-01",
      to: "2026-11-23",
      journeyType: ["OPD"],
    });
  });
});
