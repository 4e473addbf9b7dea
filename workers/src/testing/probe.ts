import { setTimeout as sleep } from "node:timers/promises";
import {
  defineEvent,
  deliverOutbox,
  outboxContract,
  runSystemTx,
  sql,
  subscriber,
  type JobHandler,
  type Kernel,
  type ModuleDefinition,
  type Tx,
} from "@px360/server/modules/core";

/** Work whose effects can be counted: each message should leave exactly one row. */
const probeAsked = defineEvent<{ readonly n: number; readonly slowMs?: number }>("probe.asked");

const probeSubscriber = subscriber<{ n: number; slowMs?: number }>({
  name: "probe.leave-effect",
  event: probeAsked,
  async handle(tx, deliveries) {
    const numbers = deliveries.map(({ payload }) => payload.n);
    await sql(tx.em, "insert into probe_effect (n, batch) select x, $2 from unnest($1::int[]) as x", [
      numbers,
      deliveries.length,
    ]);
    const broken = await sql<{ n: number }>(tx.em, "select n from probe_broken where n = any($1)", [numbers]);
    if (broken.length > 0) throw new Error("a probe is broken");
    const slowest = Math.max(...deliveries.map(({ payload }) => payload.slowMs ?? 0));
    if (slowest > 0) {
      await runSystemTx(tx.kernel, "probe", (other) =>
        sql(other.em, "insert into probe_started (n) select unnest($1::int[])", [numbers]),
      );
      await sleep(slowest);
    }
  },
});

/** Stands for the modules of app.ts: one queue is enough to show what holds for all. */
export const probeModules: readonly ModuleDefinition[] = [
  { name: "probe", entities: [], resolvers: [], jobs: [outboxContract], subscribers: [probeSubscriber] },
];
export const probeHandlers: readonly JobHandler[] = [{ contract: outboxContract, handle: deliverOutbox }];

/** The same kernel, listening to probes. */
export function withProbes<Given extends Kernel>(kernel: Given): Given {
  return Object.create(kernel, { subscribers: { value: [probeSubscriber] } }) as Given;
}

export async function prepareProbes(kernel: Kernel): Promise<void> {
  await runSystemTx(kernel, "probe", async (tx) => {
    await sql(tx.em, "create table probe_effect (n int not null, batch int not null)");
    await sql(tx.em, "create table probe_broken (n int not null)");
    await sql(tx.em, "create table probe_started (n int not null)");
  });
}

/** Emits a message for each number. `isSilent`: as if the bell got lost. */
export async function ask(
  kernel: Kernel,
  numbers: readonly number[],
  options: { slowMs?: number; isSilent?: boolean } = {},
): Promise<void> {
  const live = options.isSilent ? { ...kernel.live, ring: async () => {} } : kernel.live;
  const asking = Object.create(kernel, { live: { value: live } }) as Kernel;
  await runSystemTx(asking, "probe", async (tx: Tx) => {
    for (const n of numbers) tx.emit(probeAsked, { n, slowMs: options.slowMs });
  });
}

const rows = <Row extends object>(kernel: Kernel, text: string) =>
  runSystemTx(kernel, "probe", (tx) => sql<Row>(tx.em, text));

export async function effects(kernel: Kernel): Promise<number[]> {
  return (await rows<{ n: number }>(kernel, "select n from probe_effect order by n")).map(({ n }) => n);
}

export async function started(kernel: Kernel): Promise<number> {
  return (await rows(kernel, "select n from probe_started")).length;
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);

/** Waits until it is so; fails loudly when it never is. */
export async function until(what: string, isSo: () => Promise<boolean>, patienceMs = 20_000): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(25)) if (await isSo()) return;
  throw new Error(`it never came true: ${what}`);
}
