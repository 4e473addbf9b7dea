import { describe, expect, it } from "vitest";
import { branchOf, type TreeDepartment, visibleRows } from "./tree.ts";

const node = (id: string, parentId: string | null): TreeDepartment => ({
  id,
  parentId,
  version: 1,
  code: id,
  nameAr: id,
  nameEn: id,
  isActive: true,
  abilities: { canEdit: true },
});
const departments = [node("a", null), node("b", "a"), node("c", "b"), node("d", null), node("x", "elsewhere")];

describe("the department tree", () => {
  it("shows open branches, with level and position", () => {
    const rows = visibleRows(departments, (id) => id === "a");
    expect(rows.map((row) => [row.department.id, row.level, row.position, row.siblings, row.childCount])).toEqual([
      ["a", 1, 1, 3, 1],
      ["b", 2, 1, 1, 1],
      ["d", 1, 2, 3, 0],
      ["x", 1, 3, 3, 0],
    ]);
  });

  it("knows the branch that a department can't be moved into, and ends on a cycle", () => {
    expect(branchOf(departments, "a")).toEqual(new Set(["a", "b", "c"]));
    expect(branchOf([node("p", "q"), node("q", "p")], "p")).toEqual(new Set(["p", "q"]));
  });
});
