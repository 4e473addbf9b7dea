import { describe, expect, it } from "vitest";
import { matching } from "./palette.ts";

const entries = ["Command centre", "Sign out", "رحلات المرضى", "الإجراءات"].map((title) => ({
  key: title,
  icon: "",
  title,
}));
const titles = (typed: string) => matching(entries, typed).map(({ title }) => title);

describe("matching", () => {
  it("takes each word anywhere, in any order and case", () => {
    expect(titles("CENT comm")).toEqual(["Command centre"]);
    expect(titles("sign in")).toEqual([]);
    expect(titles("")).toHaveLength(4);
  });
  it("forgives Arabic spelling", () => {
    expect(titles("الاجراءات")).toEqual(["الإجراءات"]);
    expect(titles("المرضي")).toEqual(["رحلات المرضى"]);
  });
});
