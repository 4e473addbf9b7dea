import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesOf, mergeChanges } from "./merge.ts";

const row = fc.record({ name: fc.constantFrom("a", "b", "c"), isActive: fc.boolean(), tags: fc.array(fc.nat(2)) });

describe("two people change one row", () => {
  it("takes theirs where only they changed something and asks where both did", () => {
    const base = { name: "Lab", phone: "1", isActive: true };
    const merged = mergeChanges(base, { ...base, name: "Laboratory" }, { name: "Labs", phone: "2", isActive: true });
    expect(merged).toEqual({
      values: { name: "Laboratory", phone: "2", isActive: true },
      clashes: ["name"],
      taken: ["phone"],
    });
  });

  it("asks nothing when both wrote the same", () => {
    const merged = mergeChanges({ name: "Lab" }, { name: "Labs" }, { name: "Labs" });
    expect(merged).toEqual({ values: { name: "Labs" }, clashes: [], taken: [] });
  });

  it("never loses what I typed", () => {
    fc.assert(
      fc.property(row, row, row, (base, mine, theirs) => {
        const { values } = mergeChanges(base, mine, theirs);
        expect(values).toMatchObject(changesOf(base, mine));
      }),
    );
  });

  it("loses nothing of theirs without asking", () => {
    fc.assert(
      fc.property(row, row, row, (base, mine, theirs) => {
        const { values, clashes } = mergeChanges(base, mine, theirs);
        for (const key of Object.keys(changesOf(base, theirs)) as (keyof typeof theirs)[])
          if (!clashes.includes(key)) expect(values[key]).toEqual(theirs[key]);
      }),
    );
  });
});
