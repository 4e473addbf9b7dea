import { describe, expect, it } from "vitest";
import { ariaSort, inOrder, movedTo, nextSort, shownColumns, visibleKeys } from "./table.ts";

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

describe("choosing columns", () => {
  const columns = [
    { key: "name", title: "", isLink: true },
    { key: "due", title: "" },
    { key: "place", title: "", isWideOnly: true },
  ];

  it("leaves wide columns to wide windows until somebody chooses", () => {
    expect(visibleKeys(columns, null, false)).toEqual(["name", "due"]);
    expect(visibleKeys(columns, null, true)).toEqual(["name", "due", "place"]);
  });

  it("shows what was chosen at every width, and always the row's link", () => {
    expect(visibleKeys(columns, ["place"], false)).toEqual(["name", "place"]);
    expect(shownColumns(columns, []).map((column) => column.key)).toEqual(["name"]);
  });

  it("keeps to itself what nobody asks for every day, until somebody chooses it", () => {
    const more = [...columns, { key: "outcome", title: "", isOnDemand: true }];
    expect(visibleKeys(more, null, true)).toEqual(["name", "due", "place"]);
    expect(visibleKeys(more, ["name", "outcome"], false)).toEqual(["name", "outcome"]);
  });

  it("shows chosen ones in the reader's order; what is hidden keeps its neighbour, so that it comes back in its place", () => {
    const keysOf = (chosen: string[] | null) => inOrder(columns, chosen).map((column) => column.key);
    expect(visibleKeys(columns, ["place", "name", "due"], false)).toEqual(["place", "name", "due"]);
    expect(keysOf(null)).toEqual(["name", "due", "place"]);
    expect(keysOf(["place", "name"])).toEqual(["place", "name", "due"]);
    expect(keysOf(["place", "due"])).toEqual(["name", "place", "due"]);
    // A column that the list has lost since is passed over.
    expect(keysOf(["gone", "due", "name"])).toEqual(["due", "place", "name"]);
  });

  it("puts a column at another place among those that are shown", () => {
    expect(movedTo(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
    expect(movedTo(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(movedTo(["a", "b", "c"], "a", 2)).toEqual(["b", "c", "a"]);
  });
});
