import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { addNote } from "./px-action.service.ts";

interface Column {
  readonly bucket: string;
  readonly actions: {
    readonly totalCount: number;
    readonly nodes: readonly { id: string; isOverdue: boolean }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}
const board = `query ($filter: PxActionFilter, $first: Int) { pxActionBoard(filter: $filter, first: $first) { asOf columns {
  bucket actions { totalCount nodes { id isOverdue } pageInfo { endCursor hasNextPage } } } } }`;
const hour = 3_600_000;

describe("PX-19: the board", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let nurse: User;
  const clients: Record<string, TestClient> = {};
  beforeAll(async () => {
    server = await startTestServer();
    const users = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      const other = await buildDepartment(tx, { hospital });
      nurse = await buildUser(tx, { role: Role.STAFF, hospital, department: ward });
      return {
        admin: await buildUser(tx, { role: Role.PX_ADMIN }),
        coordinator: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward }),
        stranger: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: other }),
        nurse,
      };
    });
    for (const [name, user] of Object.entries(users)) clients[name] = await server.signIn(user.email);
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  const open = (dueIn: number, given: Parameters<typeof buildPxAction>[1] = {}) =>
    server.kernel.tx((tx) =>
      buildPxAction(tx, { hospital, department: ward, dueAt: new Date(Date.now() + dueIn), ...given }),
    );
  const show = async (name: string, variables: object = {}) => {
    const { data, errors } = await as(name).query<{ pxActionBoard: { columns: Column[] } }>(board, variables);
    expect(errors).toBeUndefined();
    return new Map(data?.pxActionBoard.columns.map(({ bucket, actions }) => [bucket, actions]));
  };
  const run = async (name: string, mutation: string, input: object) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await as(name).query<Record<string, { userErrors: { code: string }[] }>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { pxAction { id dueAt pausedAt assignee { id } abilities { canTake canPause canResume } } userErrors { code } } }`,
      { input },
    );
    return { ...data?.[mutation], code: errors?.[0]?.extensions?.code };
  };

  it("PX-19: each open action in one column, counted, within sight; what has ended is on none; a column goes on by its cursor", async () => {
    const late = await open(-hour);
    const soon = await open(hour / 2);
    const next = await open(2 * hour);
    const far = [await open(72 * hour), await open(73 * hour), await open(74 * hour)];
    const gone = await open(-hour);
    await run("coordinator", "cancelPxAction", { id: gone.id, reason: "twice" });
    const columns = await show("manager", { first: 2 });
    const ids = (bucket: string) => columns.get(bucket)?.nodes.map(({ id }) => id);
    expect([...columns.keys()]).toEqual(["OVERDUE", "WITHIN_HOUR", "WITHIN_FOUR_HOURS", "TODAY", "LATER", "PAUSED"]);
    expect(ids("OVERDUE")).toEqual([late.id]);
    expect(ids("WITHIN_HOUR")).toEqual([soon.id]);
    expect(ids("WITHIN_FOUR_HOURS")).toEqual([next.id]);
    expect(columns.get("LATER")).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const more = await as("manager").query<{ pxActions: { nodes: { id: string }[] } }>(
      `query ($after: String) { pxActions(filter: { timeToBreach: [LATER] }, after: $after) { nodes { id } } }`,
      { after: columns.get("LATER")?.pageInfo.endCursor },
    );
    expect(more.data?.pxActions.nodes.map(({ id }) => id)).toEqual([far[2]?.id]);
    expect([...(await show("stranger")).values()].every(({ totalCount }) => totalCount === 0)).toBe(true);
    const narrowed = await show("manager", { filter: { timeToBreach: ["OVERDUE"], isUnassigned: true } });
    expect([...narrowed]).toMatchObject([["OVERDUE", { totalCount: 0 }]]);
  });

  it("PX-20: a pause takes it off its column and gives the time back; it needs a reason, which the history of its deadline keeps", async () => {
    const action = await open(hour / 2, { assignee: nurse });
    expect((await run("nurse", "pausePxAction", { id: action.id, reason: " " })).userErrors).toMatchObject([
      { code: "REASON_REQUIRED" },
    ]);
    await run("nurse", "pausePxAction", { id: action.id, reason: "The supplier delivers tomorrow" });
    const shown = (await show("nurse", { filter: { isMine: true } })).get("PAUSED");
    expect(shown?.nodes).toEqual([{ id: action.id, isOverdue: false }]);
    await server.kernel.tx((tx) =>
      sql(
        tx.em,
        `update sla_pause p set from_at = from_at - interval '20 minutes' from sla_case c where c.id = p.sla_case_id and c.case_id = $1`,
        [action.id],
      ),
    );
    const resumed = (await run("nurse", "resumePxAction", { id: action.id })) as unknown as {
      pxAction: { dueAt: string; pausedAt: null };
    };
    const left = Date.parse(resumed.pxAction.dueAt) - Date.now();
    expect(Math.abs(left - hour / 2 - 20 * 60_000)).toBeLessThan(60_000);
    expect(resumed.pxAction.pausedAt).toBeNull();
    const told = await sql(
      server.kernel.orm.em.fork(),
      "select h.kind, h.note from sla_history_entry h join sla_case c on c.id = h.sla_case_id where c.case_id = $1 order by h.id",
      [action.id],
    );
    expect(told).toEqual([
      { kind: "STARTED", note: null },
      { kind: "PAUSED", note: "The supplier delivers tomorrow" },
      { kind: "RESUMED", note: null },
    ]);
    expect((await run("nurse", "resumePxAction", { id: action.id })).userErrors).toMatchObject([
      { code: "ILLEGAL_STATUS" },
    ]);
    expect((await run("stranger", "pausePxAction", { id: action.id, reason: "x" })).code).toBe("NOT_FOUND");
  });

  it("PX-20: paused when it was late already it stays overdue, on the board too", async () => {
    const action = await open(-hour, { assignee: nurse });
    await run("nurse", "pausePxAction", { id: action.id, reason: "The supplier delivers tomorrow" });
    const columns = await show("nurse", { filter: { isMine: true } });
    expect(columns.get("OVERDUE")?.nodes).toContainEqual({ id: action.id, isOverdue: true });
    expect(columns.get("PAUSED")?.nodes).toEqual([]);
    await run("nurse", "resumePxAction", { id: action.id });
  });

  it("PX-22: the queue: what nobody owns is taken by one of two at the same moment", async () => {
    const action = await open(5 * hour);
    await server.kernel.tx((tx) => sql(tx.em, "update px_action set assignee_id = null where id = $1", [action.id]));
    const outcomes = await Promise.all([
      run("nurse", "takePxAction", { id: action.id }),
      run("manager", "takePxAction", { id: action.id }),
    ]);
    const won = outcomes.filter(({ code, userErrors }) => !code && userErrors?.length === 0);
    expect(won).toHaveLength(1);
    const again = await run("coordinator", "takePxAction", { id: action.id });
    expect(again.userErrors).toMatchObject([{ code: "ALREADY_OWNED" }]);
    expect((await run("stranger", "takePxAction", { id: action.id })).code).toBe("NOT_FOUND");
  });

  it("P2: pxActionsLive sends what changed within the filter and sight, and nothing else", async () => {
    const { accessToken } = await server.signIn(nurse.email);
    const client = createClient({
      url: server.url.replace("http", "ws") + "/graphql",
      webSocketImpl: WebSocket,
      connectionParams: { accessToken },
    });
    const [mine, foreign] = [await open(hour, { assignee: nurse }), await open(hour, { department: null })];
    const seen: string[] = [];
    client.subscribe<{ pxActionsLive: { id: string } }>(
      { query: "subscription { pxActionsLive(filter: { isMine: true }) { id abilities { canPause } } }" },
      { next: ({ data }) => void (data && seen.push(data.pxActionsLive.id)), error: () => {}, complete: () => {} },
    );
    for (let n = 0; n < 40 && seen.length === 0; n++) {
      await server.kernel.tx((tx) => addNote(tx, foreign.id, "not theirs"));
      await server.kernel.tx((tx) => addNote(tx, mine.id, "theirs"));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(new Set(seen)).toEqual(new Set([mine.id]));
    await client.dispose();
  });

  it("PX-19: with 100,000 actions each column is a short walk along an index", { timeout: 120_000 }, async () => {
    const model = await open(hour);
    await server.kernel.tx(async (tx) => {
      // The board never searches: filling this index would only take time.
      await sql(tx.em, "drop index px_action_folded");
      await sql(
        tx.em,
        `insert into px_action (reference, title_ar, title_en, source, priority, priority_rank, hospital_id, department_id, assignee_id,
                received_at, due_at, closed_at, status, paused_at)
         select 'M-' || n, 'a', 'a', source, priority, priority_rank, hospital_id, department_id, assignee_id,
                now(), case when n % 100 = 0 and n > 3000 then null else now() + (n - 30000) * interval '20 seconds' end,
                case when n % 5 > 0 then now() end, case when n % 5 > 0 then 'CLOSED' else 'OPEN' end, case when n % 100 = 0 then now() end
           from px_action, generate_series(1, 100000) n where id = $1`,
        [model.id],
      );
    });
    await sql(server.kernel.orm.em.fork(), "analyze px_action");
    const connection = server.kernel.orm.em.getConnection();
    for (const name of ["admin", "coordinator", "manager"]) {
      const spy = vi.spyOn(connection, "execute");
      await as(name).query("{ pxActionBoard { columns { actions { nodes { id } } } } }");
      // Without what the subscription of the test before still reads.
      const statements = spy.mock.calls.filter(([statement]) => /from "px_action".*order by/.test(String(statement)));
      spy.mockRestore();
      expect(statements, name).toHaveLength(6);
      for (const [statement, parameters] of statements) {
        const rows = await connection.execute<Record<string, string>[]>(
          `explain (analyze, costs off, timing off) ${String(statement)}`,
          parameters,
        );
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
        const touched = [...plan.matchAll(/Rows Removed by \w+(?: Recheck)?: (\d+)|Scan [^\n]*\(actual rows=(\d+)/g)];
        const sum = touched.reduce((total, [, removed, read]) => total + Number(removed ?? read), 0);
        expect(sum, plan).toBeLessThan(200);
      }
    }
  });
});
