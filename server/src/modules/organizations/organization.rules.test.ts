import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ancestors,
  loops,
  maskName,
  maskPhone,
  normalisePhone,
  subtree,
  westernDigits,
  type TreeNode,
} from "./organization.rules.ts";

describe("organization rules", () => {
  it.each([
    ["0501234567", "+966501234567"],
    ["٠٥٠١٢٣٤٥٦٧", "+966501234567"],
    ["۰۵۰ ۱۲۳ ۴۵۶۷", "+966501234567"],
    ["501234567", "+966501234567"],
    ["+966 50-123-4567", "+966501234567"],
    ["+9660501234567", "+966501234567"],
    ["00966501234567", "+966501234567"],
    ["\u200e+966501234567", "+966501234567"],
    ["+4915112345678", "+4915112345678"],
    ["12345", null],
    ["phone", null],
    ["", null],
  ])("OR-4: understands %s", (written, expected) => {
    expect(normalisePhone(written)).toBe(expected);
  });

  it("OR-4: normalising twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."+0123456789٠٥ -") }), (text) => {
        const once = normalisePhone(text);
        expect(once === null ? null : normalisePhone(once)).toBe(once);
      }),
    );
  });

  it("OR-5: masks hide all but what one needs to recognise", () => {
    expect(maskPhone("+966501234567")).toBe("••••••567");
    expect(maskName("محمد العتيبي")).toBe("م••• ا•••");
    expect(westernDigits("٢٠٢٦")).toBe("2026");
  });

  it("OR-6: a subtree ends and holds its root, whatever the data", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const tree = fc.array(fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids), { nil: null })));
    fc.assert(
      fc.property(tree, fc.constantFrom(...ids), (pairs, root) => {
        const nodes = pairs.map(([id, parentId]): TreeNode => ({ id, parentId }));
        expect(subtree(nodes, root)).toContain(root);
        expect(ancestors(nodes, root).length).toBeLessThanOrEqual(ids.length);
      }),
    );
  });

  it("OR-10: finds those that lie below themselves, and nobody else", () => {
    const node = (id: string, parentId: string | null): TreeNode => ({ id, parentId });
    expect(loops([node("a", null), node("b", "a"), node("c", "b")])).toEqual(new Set());
    expect(loops([node("a", "c"), node("b", "a"), node("c", "b"), node("d", "a")])).toEqual(new Set(["a", "b", "c"]));
    expect(loops([node("a", "a"), node("b", "a")])).toEqual(new Set(["a"]));
  });
});
