import { nextTick, ref, shallowRef } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setUp } from "#lib/testing/set-up.ts";
import type { Page } from "./steady-page.ts";
import { useSteadyRows } from "./use-steady-page.ts";

interface Row {
  id: string;
  status: string;
}
/** `a:OPEN` is a row; more follow where the total says so. */
function pageOf(rows: string, totalCount = rows.split(" ").length, hasPreviousPage = false): Page<Row> {
  const nodes = rows.split(" ").map((each) => {
    const [id = "", status = "OPEN"] = each.split(":");
    return { id, status };
  });
  return {
    nodes,
    totalCount,
    pageInfo: { hasNextPage: !hasPreviousPage && totalCount > nodes.length, hasPreviousPage },
  };
}
const written = (page: Page<Row> | null) =>
  page?.nodes.map(({ id, status }) => (status === "OPEN" ? id : `${id}:${status}`)).join(" ");

function open(first: Page<Row>, before?: string) {
  const read = shallowRef<Page<Row> | null>(first);
  const variables = ref<{ before?: string; filter?: string }>({ before });
  const isRefreshing = ref(false);
  const refetch = vi.fn();
  const query = { failure: shallowRef(null), isRefreshing, refetch };
  const { made: rows } = setUp(() =>
    useSteadyRows({ page: () => read.value, variables: () => variables.value, query }),
  );
  /** In the background, as after a hint. */
  const readAgain = async (page: Page<Row>) => {
    rows.look();
    read.value = page;
    await nextTick();
  };
  return { rows, read, variables, isRefreshing, refetch, readAgain };
}

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: {} });
  return () => vi.unstubAllGlobals();
});

describe("an open list", () => {
  it("shows what changed in its rows where they stand, marks what left, and counts what came to fit", async () => {
    const { rows, readAgain, refetch } = open(pageOf("a b c"));
    await readAgain(pageOf("d c:IN_PROGRESS a"));
    expect(written(rows.page.value)).toBe("a b c:IN_PROGRESS");
    expect([...rows.moved.value]).toEqual(["b"]);
    expect(rows.newCount.value).toBe(1);
    expect(refetch).toHaveBeenCalledOnce();
  });

  it("counts an old case that came to fit, as it was given to the reader", async () => {
    const { rows, readAgain } = open(pageOf("a", 1));
    await readAgain(pageOf("old a", 2));
    expect([written(rows.page.value), rows.newCount.value]).toEqual(["a", 1]);
  });

  it("takes for gone no row that only gave way to another on a full page, and for new none that moved up", async () => {
    const pushed = open(pageOf("a b c", 9));
    await pushed.readAgain(pageOf("new a b", 10));
    expect([[...pushed.rows.moved.value], pushed.rows.newCount.value]).toEqual([[], 1]);
    const pulled = open(pageOf("a b c", 9));
    await pulled.readAgain(pageOf("b c next", 8));
    expect([[...pulled.rows.moved.value], pulled.rows.newCount.value]).toEqual([["a"], 0]);
    const backward = open(pageOf("a b c", 9, true), "cursor");
    await backward.readAgain(pageOf("b c new", 10, true));
    expect([[...backward.rows.moved.value], backward.rows.newCount.value]).toEqual([[], 1]);
  });

  it("counts what came in on another page", async () => {
    const { rows, readAgain } = open(pageOf("a b", 30));
    await readAgain(pageOf("a b", 32));
    expect(rows.newCount.value).toBe(2);
  });

  it("is put in order when the reader asks, and at once for another filter", async () => {
    const { rows, read, variables, readAgain } = open(pageOf("a b"));
    await readAgain(pageOf("new a"));
    rows.query.refetch();
    expect(written(rows.page.value)).toBe("new a");
    expect([rows.moved.value.size, rows.newCount.value]).toEqual([0, 0]);
    await readAgain(pageOf("other new a"));
    expect(rows.newCount.value).toBe(1);
    variables.value = { filter: "mine" };
    read.value = pageOf("x");
    await nextTick();
    expect([written(rows.page.value), rows.newCount.value]).toEqual(["x", 0]);
  });

  it("does not look while the reader's own question is under way, so that its answer is shown", async () => {
    const { rows, read, isRefreshing } = open(pageOf("a"));
    isRefreshing.value = true;
    expect(rows.look()).toBe(false);
    read.value = pageOf("b");
    await nextTick();
    expect(written(rows.page.value)).toBe("b");
  });
});
