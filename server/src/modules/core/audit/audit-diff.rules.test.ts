import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesOf, redacted, withoutIdentity } from "./audit-diff.rules.ts";

describe("CO-40: what an audit event says", () => {
  it("names the fields that differ, with both values, and leaves out the others", () => {
    const before = { status: "OPEN", priority: "LOW", note: null };
    const after = { status: "CLOSED", priority: "LOW", closedAt: "2026-11-25" };
    expect(changesOf({ targetType: "PxAction", before, after })).toEqual([
      { field: "status", before: "OPEN", after: "CLOSED" },
      { field: "closedAt", before: null, after: "2026-11-25" },
    ]);
  });

  it("says nothing when there is nothing", () => {
    expect(changesOf({ targetType: "User", before: null, after: null })).toEqual([]);
  });

  it("does not list what a new thing left empty", () => {
    const after = { code: "LAB", note: "", tags: [], settings: {}, parentId: null };
    expect(changesOf({ targetType: "Department", after }).map(({ field }) => field)).toEqual(["code"]);
    expect(changesOf({ targetType: "Department", before: { tags: ["a"] }, after: { tags: [] } })).toHaveLength(1);
  });

  it("shows that identity changed, never what it was", () => {
    const before = { mrn: "A-1", email: "old@example.sa" };
    const after = { mrn: "A-2", email: "new@example.sa" };
    expect(changesOf({ targetType: "Patient", before, after })).toEqual([
      { field: "mrn", before: redacted, after: redacted },
      { field: "email", before: redacted, after: redacted },
    ]);
    expect(changesOf({ targetType: "User", before, after })[1]).toMatchObject({ after: "new@example.sa" });
  });

  it("finds identity at any depth and in any case", () => {
    const wrap = fc.letrec<{ deep: unknown }>((tie) => ({
      deep: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom({ NationalID: "1099999999" }, { mobile: "1099999999" }),
        fc.record({ inner: tie("deep") }),
        fc.array(tie("deep"), { minLength: 1, maxLength: 3 }),
      ),
    })).deep;
    fc.assert(
      fc.property(wrap, (value) => !JSON.stringify(withoutIdentity(value, "Complaint")).includes("1099999999")),
    );
  });
});
