import { describe, expect, it } from "vitest";
import { skewFrom } from "./skew.ts";

const sent = Date.parse("2026-11-23T10:00:00.000Z");

describe("skewFrom", () => {
  it("finds a PC that is ten minutes slow", () => {
    expect(skewFrom("Mon, 23 Nov 2026 10:10:00 GMT", sent, sent + 200, 0)).toBe(600_400);
  });

  it("keeps what it knew when the difference is below the header's precision", () => {
    expect(skewFrom("Mon, 23 Nov 2026 10:00:00 GMT", sent, sent + 100, 0)).toBe(0);
    expect(skewFrom("Mon, 23 Nov 2026 10:10:01 GMT", sent, sent + 200, 600_400)).toBe(600_400);
  });

  it("does not believe a slow answer or a missing header", () => {
    expect(skewFrom("Mon, 23 Nov 2026 10:10:00 GMT", sent, sent + 9000, 7)).toBe(7);
    expect(skewFrom(null, sent, sent + 10, 7)).toBe(7);
  });
});
