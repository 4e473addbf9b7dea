import { describe, expect, it } from "vitest";
import { toInstants } from "./ranges.ts";

describe("toInstants", () => {
  it("includes the last day whole, in the hospital's zone", () => {
    expect(toInstants({ from: "2026-11-01", to: "2026-11-01" }, "Asia/Riyadh")).toEqual({
      from: "2026-10-31T21:00:00.000Z",
      to: "2026-11-01T21:00:00.000Z",
    });
  });

  it("hands instants through untouched and leaves an open end open", () => {
    expect(toInstants({ from: "2026-11-01T08:00:00Z", to: null }, "Asia/Riyadh")).toEqual({
      from: "2026-11-01T08:00:00Z",
    });
    expect(toInstants(undefined, "Asia/Riyadh")).toBeUndefined();
  });
});
