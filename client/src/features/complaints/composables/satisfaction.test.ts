import { describe, expect, it } from "vitest";
import { groupState, monthState } from "./satisfaction.ts";

describe("the links of the satisfaction dashboard", () => {
  it("open the dissatisfied of a group within the same filter", () => {
    expect(groupState({ severity: ["HIGH"] }, "DEPARTMENT", "d")).toEqual({
      severity: ["HIGH"],
      departmentId: ["d"],
      isDissatisfied: true,
    });
    for (const [by, lack] of [
      ["DEPARTMENT", "hasDepartment"],
      ["PHYSICIAN", "hasPhysician"],
      ["CATEGORY", "hasCategory"],
      ["OUTCOME", "hasOutcome"],
    ] as const)
      expect(groupState({ severity: ["HIGH"] }, by, null)).toEqual({
        severity: ["HIGH"],
        [lack]: false,
        isDissatisfied: true,
      });
  });
  it("open a month, cut to the period that is shown", () => {
    expect(monthState({}, "2026-02").receivedAt).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    const period = { receivedAt: { from: "2026-02-10", to: null } };
    expect(monthState(period, "2026-02").receivedAt).toEqual({ from: "2026-02-10", to: "2026-02-28" });
  });
});
