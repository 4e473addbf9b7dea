import { describe, expect, it } from "vitest";
import { VIEW_FILTERS, viewOf } from "./action-views.ts";

describe("viewOf", () => {
  it("names each ready-made view", () => {
    for (const [view, filter] of Object.entries(VIEW_FILTERS)) expect(viewOf(filter)).toBe(view);
  });

  it("names none when the filter is narrower or wider", () => {
    expect(viewOf({ isOpen: true, priority: ["HIGH"] })).toBeNull();
    expect(viewOf({ isOpen: false })).toBeNull();
  });
});
