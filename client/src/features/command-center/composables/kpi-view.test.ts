import { describe, expect, it } from "vitest";
import { kpiChange } from "./kpi-view.ts";

describe("kpiChange", () => {
  it("tells counts in per cent and rates in points", () => {
    expect(kpiChange({ value: 12, previousValue: 10, unit: "COUNT" })).toEqual({
      trend: "up",
      amount: 20,
      unit: "percent",
    });
    expect(kpiChange({ value: 78, previousValue: 80, unit: "SCORE" })).toEqual({
      trend: "down",
      amount: -2,
      unit: "points",
    });
  });

  it("points nowhere beside a change that is too small to be shown", () => {
    expect(kpiChange({ value: 81.48, previousValue: 81.51, unit: "SCORE" }).trend).toBe("flat");
    expect(kpiChange({ value: 2_001, previousValue: 2_000, unit: "COUNT" }).trend).toBe("flat");
  });

  it("invents no percentage from zero and no change from nothing", () => {
    expect(kpiChange({ value: 5, previousValue: 0, unit: "COUNT" })).toEqual({
      trend: "up",
      amount: null,
      unit: "percent",
    });
    expect(kpiChange({ value: 0, previousValue: 0, unit: "COUNT" })).toEqual({
      trend: "flat",
      amount: 0,
      unit: "percent",
    });
    expect(kpiChange({ value: 5, previousValue: null, unit: "COUNT" }).amount).toBeNull();
  });
});
