import { describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { isSamePage, safeReturn } from "./guards.ts";

describe("safeReturn", () => {
  it("returns to a page of the console", () => {
    expect(safeReturn("/actions?status=OPEN")).toBe("/actions?status=OPEN");
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "", undefined, ["/a"]])(
    "goes home instead of %s",
    (target) => {
      expect(safeReturn(target)).toBe("/");
    },
  );
});

describe("isSamePage", () => {
  const component = {};
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/events", component, children: [{ path: ":id", component }] },
      { path: "/actions/:id", component },
    ],
  });
  const same = (to: string, from: string) => isSamePage(router.resolve(to) as never, router.resolve(from) as never);

  it("takes a drawer and a filter for the same page", () => {
    expect(same("/events/1?status=DEAD", "/events?status=DEAD")).toBe(true);
    expect(same("/events?status=DEAD", "/events")).toBe(true);
  });

  it("takes another object and another list for another page", () => {
    expect(same("/actions/2", "/actions/1")).toBe(false);
    expect(same("/actions/2", "/events")).toBe(false);
  });
});
