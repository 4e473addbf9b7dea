import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, type User } from "@px360/server/modules/accounts";
import { bulkRunChangedChannel, sql } from "@px360/server/modules/core";
import type { Department, Hospital } from "@px360/server/modules/organizations";
import { drain } from "@px360/server/testing/drain";
import { buildDepartment, buildHospital, buildUser } from "@px360/server/testing/factories";
import { buildPxAction } from "@px360/server/testing/factories-actions";
import { watch } from "@px360/server/testing/live-client";
import { testEnvironment } from "@px360/server/testing/test-kernel";
import { startTestServer, type TestClient, type TestServer } from "@px360/server/testing/test-server";
import { handlers } from "./handlers.ts";
import { until } from "./testing/probe.ts";
import { ended } from "./testing/processes.ts";

const assign = `mutation ($input: AssignActionsBulkInput!) {
  assignActionsBulk(input: $input) { run { id total done isFinished } userErrors { code } }
}`;
interface Begun {
  readonly assignActionsBulk: { run: { id: string; total: number; done: number; isFinished: boolean } };
}
const actions = 160;

describe("CO-16, CO-17: large bulk runs", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let manager: User;
  let client: TestClient;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      manager = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
    });
    client = await server.signIn(manager.email);
  });
  afterAll(() => server.close());

  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    server.kernel.tx((tx) => sql<Row>(tx.em, text, values));
  const count = async (from: string, values: unknown[] = []) =>
    Number((await rows<{ n: string }>(`select count(*) as n from ${from}`, values))[0]?.n);

  /** Copies of one action: what is counted is what the runs do to them. */
  async function openMany(marker: string): Promise<User> {
    return server.kernel.tx(async (tx) => {
      const { id } = await buildPxAction(tx, { hospital, department: ward, titleEn: marker });
      await sql(
        tx.em,
        `insert into px_action
         select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'reference', $2 || n))).*
           from px_action a, generate_series(2, $3::int) n where a.id = $1`,
        [id, `${marker}-`, actions],
      );
      return buildUser(tx, { role: Role.STAFF, hospital, department: ward });
    });
  }
  async function begin(marker: string, owner: User) {
    const input = { filter: { search: marker }, assigneeId: owner.id };
    const { run } = (await client.query<Begun>(assign, { input })).data?.assignActionsBulk ?? {};
    expect(run).toMatchObject({ total: actions, done: 0, isFinished: false });
    return run?.id ?? "";
  }
  const startWorkerProcess = () =>
    spawn(
      process.execPath,
      ["--conditions=development", "--import", "@oxc-node/core/register", "workers/src/main.ts"],
      { env: { PATH: process.env["PATH"], ...testEnvironment(server.kernel.database) }, stdio: "inherit" },
    );

  it("a worker is killed in the middle: the next one does the rest, every action once", async () => {
    const owner = await openMany("KILLED");
    const runId = await begin("KILLED", owner);
    const victim = startWorkerProcess();
    const done = () => count("bulk_row where run_id = $1 and state = 'DONE'", [runId]);
    await until("some are done", async () => (await done()) >= 10);
    victim.kill("SIGKILL");
    await ended(victim);
    expect(await done()).toBeLessThan(actions);

    // The lease of what the dead one had in hand runs out.
    server.kernel.time = new Date(Date.now() + 5 * 60_000);
    await drain(
      server.kernel,
      handlers.filter(({ contract }) => contract.name === "bulk-rows"),
    );
    expect(await done()).toBe(actions);
    const lines = await rows<{ n: string }>(
      "select count(*) as n from px_action_log_entry where kind = 'ASSIGNED' and assignee_id = $1 group by action_id",
      [owner.id],
    );
    expect(lines.map(({ n }) => Number(n))).toEqual(Array.from({ length: actions }, () => 1));
    expect(await count("audit_event where action = 'bulk.finished' and target_id = $1", [runId])).toBe(1);
    const [run] = await rows("select done, failed, not_permitted as np from bulk_run where id = $1", [runId]);
    expect(run).toEqual({ done: actions, failed: 0, np: 0 });
    server.kernel.time = new Date();
  }, 60_000);

  it("whoever began it follows it live; rights that were taken away in between count", async () => {
    const owner = await openMany("FOLLOWED");
    const runId = await begin("FOLLOWED", owner);
    const live = watch<{ done: number; notPermitted: number; isFinished: boolean }>(
      server,
      client.accessToken,
      "subscription ($id: ID!) { bulkRunChanged(id: $id) { done notPermitted isFinished } }",
      { id: runId },
    );
    const [handler] = handlers.filter(({ contract }) => contract.name === "bulk-rows");
    if (!handler || !("handle" in handler)) throw new Error("no handler");
    const step = () =>
      server.kernel
        .tx(async (tx) => handler.handle(tx, await handler.contract.claim(tx, 25, 60)))
        .then((after) => after?.());
    const { name } = bulkRunChangedChannel;
    await until(
      "the subscription stands",
      async () => Number((await server.kernel.redis.pubsub("NUMSUB", name))[1]) > 0,
    );
    await step();
    expect((await live.until(1))[0]?.done).toBeGreaterThan(0);
    await rows("update role_assignment set role = 'EXECUTIVE' where user_id = $1", [manager.id]);
    await drain(server.kernel, [handler]);
    const [run] = await rows<{ done: number; np: number; finished: boolean }>(
      `select done, not_permitted as np, finished_at is not null as finished from bulk_run where id = $1`,
      [runId],
    );
    expect(run?.finished).toBe(true);
    expect(run?.np).toBeGreaterThan(0);
    expect((run?.done ?? 0) + (run?.np ?? 0)).toBe(actions);
    await live.close();
  });
});
