import { describe, expect, it } from "vitest";
import { toFeedbackFilter, viewOf } from "./feedback-filters.ts";

describe("the two lists of inquiries and feedback", () => {
  it("never show each other's rows, whatever the address says", () => {
    expect(toFeedbackFilter({ kind: ["COMPLIMENT"] }, true, "Asia/Riyadh").kind).toEqual(["INQUIRY"]);
    expect(toFeedbackFilter({}, false, "Asia/Riyadh").kind).toEqual(["COMPLIMENT", "SUGGESTION", "COMMENT"]);
    expect(toFeedbackFilter({ kind: ["COMMENT"] }, false, "Asia/Riyadh").kind).toEqual(["COMMENT"]);
  });
  it("name the view that the filter shows, and none that was narrowed", () => {
    expect(viewOf(true, { isOpen: true, isUnassigned: true })).toBe("unassigned");
    expect(viewOf(false, { kind: ["COMPLIMENT"] })).toBe("compliments");
    expect(viewOf(false, { kind: ["COMPLIMENT"], search: "x" })).toBeNull();
  });
});
