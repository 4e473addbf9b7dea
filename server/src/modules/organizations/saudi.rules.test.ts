import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Severity, standing } from "../core/index.ts";
import { luhn, nationalIdFlaw, normaliseNationalId, saudiProblems } from "./saudi.rules.ts";

/** Nine digits and the tenth that makes them pass. */
function withCheckDigit(nine: string): string {
  const last = [..."0123456789"].find((digit) => luhn(nine + digit));
  return nine + String(last);
}
const nine = fc
  .tuple(fc.constantFrom("1", "2"), fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 8, maxLength: 8 }))
  .map(([kind, rest]) => kind + rest);
const arabic = (text: string) => [...text].map((digit) => String.fromCharCode(0x660 + Number(digit))).join("");

describe("Saudi checks", () => {
  it.each([
    ["1000000008", null],
    ["١٠٠٠٠٠٠٠٠٨", null],
    ["2000000006", null],
    [" 1000-000-008 ", null],
    ["1000000009", "NATIONAL_ID_CHECKSUM"],
    ["3000000004", "NATIONAL_ID_KIND"],
    ["100000000", "NATIONAL_ID_LENGTH"],
    ["P1234567", "NATIONAL_ID_LENGTH"],
  ])("OR-13: %s is %s", (id, flaw) => {
    expect(nationalIdFlaw(id)).toBe(flaw);
  });

  it("OR-13: one mistyped digit never passes, in either writing", () => {
    fc.assert(
      fc.property(nine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const good = withCheckDigit(digits);
        expect(nationalIdFlaw(good)).toBeNull();
        expect(normaliseNationalId(arabic(good))).toBe(good);
        const bad = [...good].map((d, i) => (i === at ? String((Number(d) + shift) % 10) : d)).join("");
        expect(nationalIdFlaw(bad)).not.toBeNull();
      }),
    );
  });

  it("OR-13: what looks odd is a warning, what nobody could call an error", () => {
    const found = saudiProblems({ nationalId: "1000000009", mobile: "+4915112345678" });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ["NATIONAL_ID_CHECKSUM", Severity.WARNING],
      ["MOBILE_NOT_SAUDI", Severity.WARNING],
    ]);
    expect(saudiProblems({ mobile: "12" })).toMatchObject([{ code: "BAD_PHONE" }]);
    expect(saudiProblems({ nationalId: " ", mobile: null })).toEqual([]);
    expect(saudiProblems({ nationalId: "١٠٠٠٠٠٠٠٠٨", mobile: "٠٥٠١٢٣٤٥٦٧" })).toEqual([]);
  });

  it("CO-20: a warning falls when its code is accepted, an error never", () => {
    const problems = saudiProblems({ nationalId: "1", mobile: "12" });
    expect(standing(problems, ["NATIONAL_ID_LENGTH", "BAD_PHONE"]).map(({ code }) => code)).toEqual(["BAD_PHONE"]);
  });
});
