import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, isChosen, isPageChosen, NOTHING, type Selection, withPage, withRow } from "./selection.ts";

const page = ["a", "b", "c"];

describe("choosing rows", () => {
  it("keeps what was chosen on other pages", () => {
    const before: Selection = { mode: "ids", ids: ["z"] };
    expect(withPage(before, true, page)).toEqual({ mode: "ids", ids: ["z", "a", "b", "c"] });
    expect(withPage({ mode: "ids", ids: ["z", "a"] }, false, page)).toEqual({ mode: "ids", ids: ["z"] });
  });

  it("counts all that match, not only those on the page", () => {
    expect(countOf({ mode: "all" }, 1240)).toBe(1240);
    expect(countOf({ mode: "ids", ids: ["a"] }, 1240)).toBe(1);
  });

  it("falls back to the visible rows when one of all is left out", () => {
    expect(withRow({ mode: "all" }, "b", false, page)).toEqual({ mode: "ids", ids: ["a", "c"] });
    expect(withPage({ mode: "all" }, false, page)).toEqual(NOTHING);
  });

  it("never calls an empty page chosen", () => expect(isPageChosen({ mode: "all" }, [])).toBe(false));

  it("holds a row exactly when it was last switched on", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...page), fc.boolean())), (steps) => {
        const end = steps.reduce<Selection>((now, [id, isOn]) => withRow(now, id, isOn, page), NOTHING);
        const last = new Map(steps);
        for (const id of page) expect(isChosen(end, id)).toBe(last.get(id) ?? false);
        expect(countOf(end, 99)).toBe([...last.values()].filter(Boolean).length);
      }),
    ));
});
