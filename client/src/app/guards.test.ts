import { describe, expect, it } from "vitest";
import { safeReturn } from "./guards.ts";

describe("safeReturn", () => {
  it("returns to a page of the console", () => {
    expect(safeReturn("/actions?status=OPEN")).toBe("/actions?status=OPEN");
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "", undefined, ["/a"]])("goes home instead of %s", (target) => {
    expect(safeReturn(target)).toBe("/");
  });
});
