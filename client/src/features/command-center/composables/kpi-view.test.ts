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
