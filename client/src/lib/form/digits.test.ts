import { describe, expect, it } from "vitest";
import { readNumber, westernDigits } from "./digits.ts";

describe("numbers as they are typed", () => {
  it.each([
    ["12", 12],
    ["١٢", 12],
    ["۱۲", 12],
    ["١٬٢٣٤٫٥", 1234.5],
    ["1,234.5", 1234.5],
    ["-٣", -3],
    [" ", null],
    ["", null],
    ["12a", undefined],
    ["1.2.3", undefined],
    ["-", undefined],
  ])("reads %s as %s", (typed, expected) => {
    expect(readNumber(typed)).toBe(expected);
  });

  it("leaves other text as it is", () => {
    expect(westernDigits("غرفة ٤٠٢")).toBe("غرفة 402");
  });
});
