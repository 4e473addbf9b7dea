import { describe, expect, it } from "vitest";
import { searchOptions, toggled } from "./choices.ts";

const options = [{ label: "طوارئ الأطفال" }, { label: "العيادة الباطنيّة" }, { label: "Orthopaedic Surgery" }];

describe("searchOptions", () => {
  it("finds Arabic however hamza, ta marbuta and vowel marks are typed", () => {
    expect(searchOptions(options, "الاطفال")).toEqual([options[0]]);
    expect(searchOptions(options, "عياده باطنية")).toEqual([options[1]]);
  });

  it("wants every word and ignores case", () => {
    expect(searchOptions(options, "SURGERY ortho")).toEqual([options[2]]);
    expect(searchOptions(options, "surgery cardiac")).toEqual([]);
    expect(searchOptions(options, "  ")).toBe(options);
  });
});

describe("toggled", () => {
  it("adds at the end and takes away", () => {
    expect(toggled(["A"], "B")).toEqual(["A", "B"]);
    expect(toggled(["A", "B"], "A")).toEqual(["B"]);
  });
});
