import { describe, expect, it } from "vitest";
import { itemProblems, itemsFor, mostItems, pickChecklist, type ChecklistItem } from "./checklist.rules.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

const item = (textEn: string, given: Partial<ChecklistItem> = {}): ChecklistItem => ({
  textEn,
  textAr: `بند ${textEn}`,
  isRequired: true,
  isActive: true,
  ...given,
});
const { COMPLAINT, MANUAL } = PxActionSource;
const { LOW, MEDIUM, HIGH, CRITICAL } = PxActionPriority;

describe("PX-24: which items an action gets", () => {
  const group = { hospitalId: null, source: COMPLAINT, items: [item("group")] };
  const own = { hospitalId: "h", source: COMPLAINT, items: [] };

  it("PX-24: a hospital's own list beats the group's, also an empty one; another source has none", () => {
    expect(pickChecklist([group, own], "h", COMPLAINT)).toBe(own);
    expect(pickChecklist([group, own], "other", COMPLAINT)).toBe(group);
    expect(pickChecklist([own], "other", COMPLAINT)).toBeNull();
    expect(pickChecklist([group, own], "h", MANUAL)).toBeNull();
  });

  it("PX-24: active items in their order, from their priority up", () => {
    const items = [item("a", { fromPriority: HIGH }), item("b", { isActive: false }), item("c"), item("d")];
    const got = (priority: PxActionPriority) => itemsFor(items, priority).map(({ textEn }) => textEn);
    expect([LOW, MEDIUM, HIGH, CRITICAL].map(got)).toEqual([
      ["c", "d"],
      ["c", "d"],
      ["a", "c", "d"],
      ["a", "c", "d"],
    ]);
  });

  it("PX-24: an item is written in both languages, and a list is short enough to be worked through", () => {
    expect(
      itemProblems([item("a"), item(" "), item("b", { textAr: "" })]).map(({ code, field }) => [code, field]),
    ).toEqual([
      ["REQUIRED", ["items", "1", "textEn"]],
      ["REQUIRED", ["items", "2", "textAr"]],
    ]);
    expect(itemProblems([item("x".repeat(301))])[0]?.code).toBe("TOO_LONG");
    const many = (count: number) =>
      itemProblems(Array.from({ length: count }, () => item("a"))).map(({ code }) => code);
    expect([many(mostItems), many(mostItems + 1)]).toEqual([[], ["TOO_MANY"]]);
  });
});
