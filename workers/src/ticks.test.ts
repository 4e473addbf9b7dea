import { afterAll, beforeAll, expect, it } from "vitest";
import { runSystemTx, sql, type TickHandler } from "@px360/server/modules/core";
import { createTestKernel, type TestKernel } from "@px360/server/testing/test-kernel";
import { until } from "./testing/probe.ts";
import { startTicks } from "./ticks.ts";

let kernel: TestKernel;
beforeAll(async () => void (kernel = await createTestKernel({ DATABASE_POOL: 4 })));
afterAll(() => kernel.close());

it("more ticks are due than there are connections: they take turns, and the rest of the process gets on", async () => {
  const done = new Set<string>();
  const ticks = Array.from({ length: 12 }, (_, n): TickHandler => {
    const name = `turn-${n}`;
    return {
      contract: { kind: "tick", name, everySeconds: 3_600 },
      run: () =>
        runSystemTx(kernel, name, async (tx) => {
          await sql(tx.em, "select pg_sleep(0.02)");
          done.add(name);
        }),
    };
  });
  const running = startTicks(kernel, ticks, 50);
  const query = until(
    "a query gets through",
    async () => (await kernel.tx((tx) => sql(tx.em, "select 1"))).length === 1,
  );
  // Less than a connection is waited for: whoever waits that long has failed.
  await until("all have run", async () => done.size === ticks.length, 4_000);
  await query;
  await running.stop();
  expect(done.size).toBe(ticks.length);
});
