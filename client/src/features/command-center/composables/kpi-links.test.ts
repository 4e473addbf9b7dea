import { describe, expect, it } from "vitest";
import { kpiLink } from "./kpi-links.ts";

const hospital = "0190a1b2-0000-7000-8000-000000000001";
const state = { hospitalId: [hospital], journeyType: ["OPD"] as const };

describe("kpiLink", () => {
  it("hands the counted moments and the places to the list", () => {
    const kpi = {
      key: "NEGATIVE_SURVEYS_24H",
      from: "2026-11-22T10:00:00.000Z",
      to: "2026-11-23T10:00:00.000Z",
    } as const;
    expect(kpiLink(kpi, state)).toEqual({
      name: "surveys",
      query: {
        answeredAt: "2026-11-22T10:00:00.000Z..2026-11-23T10:00:00.000Z",
        isNegative: "1",
        hospitalId: hospital,
        journeyType: "OPD",
      },
    });
  });

  it("asks the action list for nothing that it can't filter by", () => {
    expect(kpiLink({ key: "OVERDUE_ACTIONS" }, state)).toEqual({
      name: "actions",
      query: { isOverdue: "1", hospitalId: hospital },
    });
  });

  it.each([
    ["ACTIVE_COMPLAINTS", { isOpen: "1" }],
    ["OVERDUE_COMPLAINTS", { isOverdue: "1" }],
  ] as const)("AN-10 leads from %s to the complaints that it counts", (key, filter) => {
    expect(kpiLink({ key }, state)).toEqual({ name: "complaints", query: { ...filter, hospitalId: hospital } });
  });

  it("counts active journeys without a period", () => {
    const kpi = { key: "ACTIVE_JOURNEYS", from: "2026-11-22T10:00:00.000Z", to: null } as const;
    expect(kpiLink(kpi, {})).toEqual({ name: "journeys", query: { status: "ACTIVE" } });
  });
});
