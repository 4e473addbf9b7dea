import { describe, expect, it } from "vitest";
import { pluralIndex } from "./plural.ts";

describe("pluralIndex", () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [10, 3],
    [11, 4],
    [99, 4],
    [100, 5],
    [102, 5],
    [103, 3],
    [111, 4],
  ])("takes Arabic form of %i from the six", (count, index) => {
    expect(pluralIndex("ar", count, 6)).toBe(index);
  });

  it("lets English messages say zero in words or not", () => {
    expect([0, 1, 2].map((count) => pluralIndex("en", count, 2))).toEqual([1, 0, 1]);
    expect([0, 1, 2].map((count) => pluralIndex("en", count, 3))).toEqual([0, 1, 2]);
  });
});
