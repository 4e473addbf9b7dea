import { describe, expect, it } from "vitest";
import { ariaSort, nextSort } from "./table.ts";

describe("sorting a table", () => {
  it("starts with the newest or largest and then turns round", () => {
    expect(nextSort({ field: "A", direction: "ASC" }, "B")).toEqual({ field: "B", direction: "DESC" });
    expect(nextSort({ field: "B", direction: "DESC" }, "B")).toEqual({ field: "B", direction: "ASC" });
  });

  it("tells screen readers the order of sortable columns only", () => {
    const sort = { field: "DUE_AT", direction: "ASC" } as const;
    expect(ariaSort({ key: "due", title: "", order: "DUE_AT" }, sort)).toBe("ascending");
    expect(ariaSort({ key: "new", title: "", order: "CREATED_AT" }, sort)).toBe("none");
    expect(ariaSort({ key: "owner", title: "" }, sort)).toBeUndefined();
  });
});
