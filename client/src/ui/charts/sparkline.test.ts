import { describe, expect, it } from "vitest";
import { sparklinePath } from "./sparkline.ts";

describe("sparklinePath", () => {
  it("spans the width and leaves room for the stroke", () => {
    expect(sparklinePath([0, 10], 100, 28)?.line).toBe("M0.0 26.0L100.0 2.0");
  });

  it("bridges a gap instead of falling to zero", () => {
    expect(sparklinePath([0, null, 10], 100, 28)?.line).toBe("M0.0 26.0L100.0 2.0");
  });

  it("draws a flat line in the middle and nothing from a single value", () => {
    expect(sparklinePath([5, 5], 100, 28)?.line).toBe("M0.0 14.0L100.0 14.0");
    expect(sparklinePath([5, null], 100, 28)).toBeNull();
  });
});
