import { describe, expect, it } from "vitest";
import { branchOf, inTreeOrder, pathOf } from "./category-tree.ts";

const row = (id: string, parentId: string | null, position: number) => ({ id, parentId, position, code: id });
const all = [
  row("nursing", "care", 2),
  row("billing", null, 2),
  row("care", null, 1),
  row("manners", "nursing", 1),
  row("medical", "care", 1),
];

describe("the tree of categories", () => {
  it("is read branch by branch, siblings by their place", () => {
    expect(inTreeOrder(all).map(({ id }) => id)).toEqual(["care", "medical", "nursing", "manners", "billing"]);
  });
  it("names the way from the top down", () => {
    expect(pathOf(all, "manners").map(({ id }) => id)).toEqual(["care", "nursing", "manners"]);
    expect(pathOf(all, "unknown")).toEqual([]);
  });
  it("knows what a branch holds", () => {
    expect(branchOf(all, "care")).toEqual(["care", "medical", "nursing", "manners"]);
  });
});
