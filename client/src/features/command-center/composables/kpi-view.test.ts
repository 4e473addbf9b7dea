import { describe, expect, it } from "vitest";
import { kpiChange, MAX_TILES, shownKpis } from "./kpi-view.ts";

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

describe("shownKpis", () => {
  const keys = [
    "ACTIVE_COMPLAINTS",
    "OVERDUE_COMPLAINTS",
    "ACTIVE_JOURNEYS",
    "SURVEYS_SENT",
    "RESPONSE_RATE",
    "SATISFACTION",
    "NEGATIVE_SURVEYS_24H",
    "NEGATIVE_SURVEYS_7D",
    "OPEN_ACTIONS",
    "OVERDUE_ACTIONS",
  ] as const;
  it("are eight at most, the ones that no other tile says", () => {
    const shown = shownKpis(keys.map((key) => ({ key }))).map(({ key }) => key);
    expect(shown).toHaveLength(MAX_TILES);
    expect(keys.filter((key) => !shown.includes(key))).toEqual(["ACTIVE_JOURNEYS", "SURVEYS_SENT"]);
  });
  it("are all where there is room, as for whoever does not see complaints", () => {
    expect(shownKpis(keys.slice(2).map((key) => ({ key })))).toHaveLength(8);
  });
});
