import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../modules/accounts/index.ts";
import { sql } from "../modules/core/index.ts";
import { buildUser } from "../testing/factories.ts";
import { fillLargeLists, firstPageOf, largeLists, type LargeList } from "../testing/large-lists.ts";
import { statementsOf } from "../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";

const rows = 20_000;
const rowsOf = ({ atMost = rows }: LargeList) => Math.min(rows, atMost);

/** B6: what a page of a large list costs is a matter of the page, not of the table. */
describe("lists of many rows", () => {
  let server: TestServer;
  let admin: TestClient;
  beforeAll(async () => {
    server = await startTestServer();
    await fillLargeLists(server.kernel, rows);
    await server.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" }));
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  it.each(largeLists)("$name: as many statements for a hundred rows as for fifty", async (list) => {
    const cost = async (first: number) => {
      const statements = await statementsOf(async () => {
        const { data, errors } = await admin.query<Record<string, { totalCount: number; nodes: object[] }>>(
          firstPageOf(list).replace("first: 25", `first: ${first}`),
        );
        expect(errors).toBeUndefined();
        expect(data?.[list.name]?.nodes).toHaveLength(first);
        expect(data?.[list.name]?.totalCount).toBeGreaterThanOrEqual(rowsOf(list));
      });
      return statements.length;
    };
    await cost(1);
    // Fewer rows may not name every kind of thing.
    const few = await cost(50);
    expect(await cost(100)).toBe(few);
    // Who asks, the rows, their number, and one for each kind of thing that they name.
    expect(few).toBeLessThanOrEqual(10);
  });

  it.each(largeLists)("$name: the page comes from an index, without reading the table", async (list) => {
    for (const plan of await plansOf(list)) {
      // A table of a few pages is read faster as it is.
      if (rowsOf(list) > 500)
        expect(plan).not.toMatch(new RegExp(`Seq Scan on ${list.table}(_\\d+)?\\b[^\\n]*rows=[1-9]`));
      expect(rowsRead(plan), plan).toBeLessThan(500);
    }
  });

  const searched = largeLists.flatMap(({ search, ...list }) => (search ? [{ ...list, ...search }] : []));
  it.each(searched)("CO-52: $name: found in another spelling, from an index", async ({ words, index, ...list }) => {
    const filter = `filter: { search: "${words}" }, `;
    const { data, errors } = await admin.query<Record<string, { totalCount: number }>>(
      `{ ${list.name}(${filter}first: 1) { totalCount } }`,
    );
    expect([data?.[list.name]?.totalCount, errors]).toEqual([1, undefined]);
    for (const plan of await plansOf(list, filter)) expect(plan).toContain(index ?? "Scan");
  });

  it("CO-51: the rows of a page are read once, and their number is counted meanwhile", async () => {
    const { kernel } = server;
    const waiting = "select count(*)::int as n from pg_locks where not granted";
    const query = "{ hospitals(first: 1) { totalCount pageInfo { hasNextPage } nodes { id } edges { cursor } } }";
    const answer = await kernel.tx(async (tx) => {
      await sql(tx.em, "lock table hospital in access exclusive mode");
      const asked = admin.query(query);
      await vi.waitFor(async () => expect(await sql(tx.em, waiting)).toEqual([{ n: 2 }]));
      return { asked };
    });
    expect(await answer.asked).toMatchObject({ data: { hospitals: { pageInfo: { hasNextPage: true } } } });
    expect(
      (await statementsOf(() => admin.query(query))).filter((text) => text.includes('"hospital" as')),
    ).toHaveLength(2);
  });

  it("surveyInstances: rare scores are found by their index, not by walking the newest", async () => {
    const surveys = largeLists.find(({ name }) => name === "surveyInstances") as LargeList;
    for (const plan of await plansOf(surveys, "filter: { score: { max: 0 } }, "))
      expect(rowsRead(plan), plan).toBeLessThan(500);
  });

  /** The plans of the statements on the table that the page needs; its number, which reads an index to its end, is asked for apart. */
  async function plansOf(list: LargeList, filter = ""): Promise<string[]> {
    const connection = server.kernel.orm.em.getConnection();
    const spy = vi.spyOn(connection, "execute");
    const { errors } = await admin.query(
      firstPageOf(list).replace("totalCount ", "").replace("first:", `${filter}first:`),
    );
    const statements = spy.mock.calls.filter(([statement]) =>
      new RegExp(`from "?${list.table}"?[ \\n]`).test(String(statement)),
    );
    spy.mockRestore();
    expect(errors).toBeUndefined();
    expect(statements.length).toBeGreaterThan(0);
    return Promise.all(
      statements.map(async ([statement, parameters]) => {
        const lines = await connection.execute<Record<string, string>[]>(
          `explain (analyze, costs off, timing off) ${String(statement)}`,
          parameters,
        );
        return lines.map((line) => line["QUERY PLAN"]).join("\n");
      }),
    );
  }

  const rowsRead = (plan: string) =>
    [...plan.matchAll(/Rows Removed by \w+(?: Recheck)?: (\d+)|Scan [^\n]*\(actual rows=(\d+)/g)].reduce(
      (sum, [, removed, read]) => sum + Number(removed ?? read),
      0,
    );
});
