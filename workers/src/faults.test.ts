import type { ChildProcess } from "node:child_process";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestKernel, type TestKernel } from "@px360/server/testing/test-kernel";
import { sql } from "@px360/server/modules/core";
import { asAdmin } from "@px360/server/testing/test-database";
import { ask, effects, prepareProbes, range, started, until, withProbes } from "./testing/probe.ts";
import { ended, ownRedis, startProbeWorker, type OwnRedis } from "./testing/processes.ts";

describe("P1: worker processes, their Redis and their database may die", () => {
  let kernel: TestKernel;
  let redis: OwnRedis;
  const children: ChildProcess[] = [];
  const worker = async (settings?: NodeJS.ProcessEnv) => {
    const child = await startProbeWorker(kernel, settings);
    children.push(child);
    return child;
  };
  beforeAll(async () => {
    redis = await ownRedis();
    await redis.start();
  });
  beforeEach(async () => {
    kernel = withProbes(await createTestKernel({ REDIS_URL: redis.url }));
    await prepareProbes(kernel);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await kernel.close();
  });
  afterAll(() => redis.stop());

  it("a worker that is killed in the middle of a batch: another one does it, once", async () => {
    const victim = await worker();
    await ask(kernel, range(0, 30), { slowMs: 20_000 });
    await until("a batch is running", async () => (await started(kernel)) > 0);
    victim.kill("SIGKILL");
    await ended(victim);
    expect(await effects(kernel)).toEqual([]);
    await kernel.tx((tx) => sql(tx.em, "update outbox_message set payload = payload - 'slowMs'"));
    await worker();
    await until("all effects", async () => (await effects(kernel)).length >= 30);
    await sleep(500);
    expect(await effects(kernel)).toEqual(range(0, 30));
  });

  it("SIGTERM: the batch that runs is finished, then the process ends by itself", async () => {
    const child = await worker();
    await ask(kernel, range(0, 10), { slowMs: 1_500 });
    await until("a batch is running", async () => (await started(kernel)) > 0);
    child.kill("SIGTERM");
    const from = Date.now();
    expect(await ended(child)).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect(await effects(kernel)).toEqual(range(0, 10));
  });

  it("Redis forgets everything: what it held comes back by lease", async () => {
    await worker();
    const client = new Redis(redis.url);
    for (let part = 0; part < 10; part++) {
      await ask(kernel, range(part * 50, part * 50 + 50));
      await client.flushall();
    }
    client.disconnect();
    await until("all effects", async () => (await effects(kernel)).length >= 500, 30_000);
    await sleep(500);
    expect(await effects(kernel)).toEqual(range(0, 500));
  });

  it("Redis stops and starts: accepted work waits and is done", async () => {
    await worker();
    await worker();
    await ask(kernel, range(0, 100));
    await redis.stop();
    await ask(kernel, range(100, 200));
    await sleep(1_500);
    await redis.start();
    await ask(kernel, range(200, 300));
    await until("all effects", async () => (await effects(kernel)).length >= 300, 30_000);
    await sleep(500);
    expect(await effects(kernel)).toEqual(range(0, 300));
  });

  it("a worker that starts while Redis is away works as soon as it is there", async () => {
    await redis.stop();
    await ask(kernel, range(0, 20));
    await worker();
    await sleep(500);
    await redis.start();
    await until("all effects", async () => (await effects(kernel)).length >= 20);
    expect(await effects(kernel)).toEqual(range(0, 20));
  });

  it("PostgreSQL drops every connection: no attempt is counted, and everything is done once", async () => {
    await worker();
    await ask(kernel, range(0, 40), { slowMs: 400 });
    await until("a batch is running", async () => (await started(kernel)) > 0);
    await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${kernel.database.name}'`);
    await until("all effects", async () => (await effects(kernel).catch(() => [])).length >= 40);
    await sleep(500);
    expect(await effects(kernel)).toEqual(range(0, 40));
    const counted = await kernel.tx((tx) => sql(tx.em, "select 1 from outbox_message where attempts > 0"));
    expect(counted).toEqual([]);
  });
});
