import { describe, expect, it } from "vitest";
import { placeAfterMove } from "./order.ts";

describe("the place of a moved rule", () => {
  const ids = ["a", "b", "c"];
  it.each([
    ["c", 0, null],
    ["a", 1, "b"],
    ["a", 2, "c"],
    ["c", 1, "a"],
    ["b", 1, undefined],
    ["a", -1, undefined],
    ["c", 9, undefined],
    ["x", 0, undefined],
  ])("%s to place %i", (id, to, after) => expect(placeAfterMove(ids, id, to)).toBe(after));
});
