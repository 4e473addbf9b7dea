import { describe, expect, it } from "vitest";
import { bySpecificity, rowsOf, shownAmount, targetInputs } from "./terms.ts";

describe("targets as people type them", () => {
  it("shows whole hours as hours, days as days, the rest in minutes", () => {
    expect(shownAmount({ amount: 240, unit: "MINUTES" })).toEqual({ amount: 4, unit: "HOURS" });
    expect(shownAmount({ amount: 90, unit: "MINUTES" })).toEqual({ amount: 90, unit: "MINUTES" });
    expect(shownAmount({ amount: 3, unit: "DAYS" })).toEqual({ amount: 3, unit: "DAYS" });
  });

  it("sends back what it was given, and nothing for an empty target", () => {
    const terms = [
      { target: "RESOLVE", amount: 240, unit: "MINUTES", reminder: { beforeMinutes: 90, atPercent: null } },
      { target: "ACKNOWLEDGE", amount: 1, unit: "DAYS", reminder: { beforeMinutes: null, atPercent: 75 } },
    ] as const;
    expect(targetInputs(rowsOf(terms))).toEqual([
      { target: "ACKNOWLEDGE", amount: 1, unit: "DAYS", remindBeforeMinutes: null, remindAtPercent: 75 },
      { target: "RESOLVE", amount: 240, unit: "MINUTES", remindBeforeMinutes: 90, remindAtPercent: null },
    ]);
  });

  it("SLA-7: lists a department's before a hospital's before the group's, then by rank", () => {
    const policy = (id: string, rank: number, place: object = {}) => ({
      id,
      rank,
      caseKind: "COMPLAINT" as const,
      ...place,
    });
    const sorted = bySpecificity([
      policy("group", 0),
      policy("second", 2, { hospital: {} }),
      policy("first", 1, { hospital: {} }),
      policy("ward", 9, { hospital: {}, department: {} }),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual(["ward", "first", "second", "group"]);
  });
});
