import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestKernel, type TestKernel } from "@px360/server/testing/test-kernel";
import { startTestServer, type TestServer } from "@px360/server/testing/test-server";
import { buildUser } from "@px360/server/testing/factories";
import { Role } from "@px360/server/modules/accounts";
import {
  matchHandlers,
  outboxContract,
  PermanentError,
  runSystemTx,
  sql,
  type BatchHandler,
  type TickHandler,
} from "@px360/server/modules/core";
import { startHealth } from "./health.ts";
import { startWorker, type RunningWorker, type WorkerOptions } from "./start-worker.ts";
import { ask, effects, prepareProbes, probeHandlers, probeModules, range, until, withProbes } from "./testing/probe.ts";

describe("worker", () => {
  let kernel: TestKernel;
  const workers: RunningWorker[] = [];
  const start = (options: WorkerOptions = {}, handlers = probeHandlers, modules = probeModules) => {
    const worker = startWorker(kernel, modules, handlers, { leaseSeconds: 5, ...options });
    workers.push(worker);
    return worker;
  };
  const clear = () =>
    kernel.tx(async (tx) => {
      for (const table of ["probe_effect", "probe_broken", "probe_started", "outbox_message"])
        await sql(tx.em, `delete from ${table}`);
    });
  const outbox = () =>
    kernel.tx((tx) =>
      sql<{ n: number; status: string; attempts: number; lastError: string }>(
        tx.em,
        `select (payload->>'n')::int as n, status, attempts, last_error as "lastError" from outbox_message where status <> 'DONE'`,
      ),
    );

  beforeAll(async () => {
    kernel = withProbes(await createTestKernel());
    await prepareProbes(kernel);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await clear();
  });
  afterAll(() => kernel.close());

  it("does work at the bell, without waiting for a sweep", async () => {
    start({ sweepMs: 600_000 });
    await ask(kernel, [0]);
    await until("the worker is warm", async () => (await effects(kernel)).length === 1);
    const waits: number[] = [];
    for (const n of range(1, 20)) {
      const from = performance.now();
      await ask(kernel, [n]);
      await until("the effect", async () => (await effects(kernel)).includes(n));
      waits.push(performance.now() - from);
    }
    waits.sort((a, b) => a - b);
    expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(500);
  });

  it("finds work whose bell was lost by the sweep", async () => {
    start({ sweepMs: 200 });
    await ask(kernel, range(0, 120), { isSilent: true });
    await until("all effects", async () => (await effects(kernel)).length === 120);
    expect(await effects(kernel)).toEqual(range(0, 120));
  });

  it("with two workers does everything once", async () => {
    start();
    start();
    await Promise.all(range(0, 30).map((part) => ask(kernel, range(part * 20, part * 20 + 20))));
    await until("all effects", async () => (await effects(kernel)).length >= 600);
    await sleep(200);
    expect(await effects(kernel)).toEqual(range(0, 600));
  });

  it("splits a failing batch until the bad row stands alone; the others take effect once", async () => {
    await kernel.tx((tx) => sql(tx.em, "insert into probe_broken values (17)"));
    await ask(kernel, range(0, 40), { isSilent: true });
    start();
    await until("the others", async () => (await effects(kernel)).length === 39);
    expect(await effects(kernel)).toEqual(range(0, 40).filter((n) => n !== 17));
    await until("the bad one is counted", async () => (await outbox())[0]?.attempts === 1);
    expect(await outbox()).toMatchObject([{ n: 17, status: "WAITING", lastError: "Error" }]);
  });

  it("makes a permanent failure a dead letter at once", async () => {
    await ask(kernel, [1], { isSilent: true });
    const handler: BatchHandler = {
      contract: outboxContract,
      handle: () => Promise.reject(new PermanentError("NEVER", "this can't be done")),
    };
    start({}, [handler]);
    await until("a dead letter", async () => (await outbox())[0]?.status === "DEAD");
    expect(await outbox()).toMatchObject([{ attempts: 1, lastError: "NEVER: this can't be done" }]);
  });

  it("lets running batches end when it stops, and claims nothing more", async () => {
    const worker = start();
    await ask(kernel, range(0, 5), { slowMs: 400 });
    await until(
      "it has begun",
      async () => (await kernel.tx((tx) => sql(tx.em, "select 1 from probe_started"))).length > 0,
    );
    await worker.stop();
    const before = await effects(kernel);
    expect(before.length).toBeGreaterThan(0);
    await ask(kernel, [99]);
    await sleep(300);
    expect(await effects(kernel)).toEqual(before);
  });

  it("runs a tick once per interval, one at a time, however many workers there are", async () => {
    const runs: { from: number; to: number }[] = [];
    const contract = { kind: "tick", name: "probe-tick", everySeconds: 1 } as const;
    const tick: TickHandler = {
      contract,
      async run() {
        const from = Date.now();
        await sleep(300);
        runs.push({ from, to: Date.now() });
      },
    };
    const modules = [{ name: "ticking", entities: [], resolvers: [], jobs: [contract] }];
    const began = Date.now();
    for (let n = 0; n < 3; n++) start({ tickPollMs: 20 }, [tick], modules);
    await until("three runs", async () => runs.length >= 3);
    expect(runs.length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 1_000));
    for (const [n, run] of runs.entries())
      if (n > 0) expect(run.from).toBeGreaterThanOrEqual((runs[n - 1] as { to: number }).to);
  });

  it("keeps a tick due that failed, and notes why", async () => {
    const contract = { kind: "tick", name: "failing-tick", everySeconds: 3_600 } as const;
    start(
      { tickPollMs: 20 },
      [{ contract, run: () => Promise.reject(new TypeError("no")) }],
      [{ name: "t", entities: [], resolvers: [], jobs: [contract] }],
    );
    const row = () =>
      runSystemTx(kernel, "test", (tx) =>
        sql<{ error: string; soon: boolean }>(
          tx.em,
          `select last_error as error, next_at < $1::timestamptz + interval '1 minute' as soon from job_tick where name = 'failing-tick'`,
          [tx.now],
        ),
      );
    await until("it failed", async () => (await row())[0]?.error === "TypeError");
    expect(await row()).toMatchObject([{ soon: true }]);
  });

  it("tells its health", async () => {
    const worker = start();
    await until("the first sweep", async () => worker.lastSweepAt() !== null);
    const health = await startHealth(kernel, worker, 0);
    const ask = async (path: string) => {
      const response = await fetch(`http://${kernel.config.HOST}:${health.port}${path}`);
      return [response.status, ((await response.json()) as { status: string }).status];
    };
    expect(await ask("/health/")).toEqual([200, "ok"]);
    expect(await ask("/health/ready/")).toEqual([200, "ok"]);
    expect(await ask("/elsewhere")).toEqual([404, "not found"]);
    await health.close();
  });
});

describe("dead letters", () => {
  let server: TestServer;
  let kernel: TestKernel;
  beforeAll(async () => {
    server = await startTestServer();
    kernel = withProbes(server.kernel);
    await prepareProbes(kernel);
  });
  afterAll(() => server.close());

  it("a bad row is retried with growing waits until it is a dead letter, which passes after replay", async () => {
    const letter = () =>
      kernel.tx((tx) =>
        sql<{ id: string; status: string; attempts: number; wait: number }>(
          tx.em,
          "select id, status, attempts, extract(epoch from available_at - $1::timestamptz)::float as wait from outbox_message where status <> 'DONE'",
          [tx.now],
        ),
      );
    await kernel.tx((tx) => sql(tx.em, "insert into probe_broken values (1)"));
    await ask(kernel, [1, 2], { isSilent: true });
    const worker = startWorker(kernel, probeModules, probeHandlers, { sweepMs: 20, gapMs: 1 });
    const waits: number[] = [];
    for (let round = 1; round <= 12; round++) {
      await until(`attempt ${round}`, async () => (await letter())[0]?.attempts === round);
      waits.push((await letter())[0]?.wait ?? 0);
      kernel.time = new Date(kernel.time.getTime() + 16 * 60_000);
    }
    const [dead] = await letter();
    expect(dead).toMatchObject({ status: "DEAD", attempts: 12 });
    expect(waits[0]).toBeLessThanOrEqual(2);
    expect(waits[8]).toBeGreaterThan(250);
    expect(waits[10]).toBeLessThanOrEqual(900);

    await kernel.tx((tx) => sql(tx.em, "delete from probe_broken"));
    await kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@dead.test" }));
    const admin = await server.signIn("admin@dead.test");
    const answer = await admin.query(
      "mutation ($id: ID!) { replayDeadLetter(input: { id: $id }) { userErrors { code } deadLetter { status } } }",
      { id: dead?.id },
    );
    expect(answer).toMatchObject({ data: { replayDeadLetter: { userErrors: [], deadLetter: { status: "WAITING" } } } });
    await until("the replayed one", async () => (await effects(kernel)).length === 2);
    expect(await effects(kernel)).toEqual([1, 2]);
    await worker.stop();
  });
});

describe("contracts and handlers", () => {
  const [outbox] = probeHandlers as readonly [BatchHandler];
  it("CO-7: refuse to start when a contract has no handler, or two, or a handler has no contract", () => {
    expect(() => matchHandlers([outboxContract], [])).toThrow("outbox has 0 handlers");
    expect(() => matchHandlers([outboxContract], [outbox, outbox])).toThrow("outbox has 2 handlers");
    expect(() => matchHandlers([], [outbox])).toThrow("declared by no module");
    expect(() => matchHandlers([outboxContract], [outbox])).not.toThrow();
  });

  it("match in the product: every contract of every module has its one handler", async () => {
    const [{ modules }, { handlers }] = await Promise.all([import("@px360/server/app"), import("./handlers.ts")]);
    expect(() =>
      matchHandlers(
        modules.flatMap((module) => module.jobs ?? []),
        handlers,
      ),
    ).not.toThrow();
  });
});
