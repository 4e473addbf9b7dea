import { runBatch, runSystemTx, type BatchHandler, type JobHandler, type Kernel } from "../modules/core/index.ts";

const longEnough = 500;

interface DrainOptions {
  /** Names of ticks to run first, once each. */
  readonly ticks?: readonly string[];
  /** `throw`: a failing handler fails the test. `settle`: as in a worker, the bad row is retried later or dies. */
  readonly onFailure?: "throw" | "settle";
}

/**
 * Does in this process, without Redis, what workers would do now: the named ticks, then every batch that is due, and what follows
 * from it, until nothing is due any more. Time is the kernel's. Returns the number of rows that were processed.
 */
export async function drain(
  kernel: Kernel,
  handlers: readonly JobHandler[],
  options: DrainOptions = {},
): Promise<number> {
  for (const name of options.ticks ?? []) {
    const tick = handlers.find((handler) => handler.contract.name === name);
    if (!tick || !("run" in tick)) throw new Error(`no tick is called ${name}`);
    await tick.run(kernel);
  }
  const queues = handlers.filter((handler): handler is BatchHandler => "handle" in handler);
  let processed = 0;
  for (let round = 0; round < longEnough; round++) {
    let found = 0;
    for (const queue of queues) found += await drainOnce(kernel, queue, options.onFailure ?? "throw");
    if (found === 0) return processed;
    processed += found;
  }
  throw new Error("work does not end: something is always due");
}

async function drainOnce(kernel: Kernel, handler: BatchHandler, onFailure: "throw" | "settle"): Promise<number> {
  const { contract } = handler;
  const ids = await runSystemTx(kernel, "drain", (tx) => contract.claim(tx, contract.batchSize, 60));
  if (ids.length === 0) return 0;
  if (onFailure === "settle") await runBatch(kernel, handler, ids);
  else await (await runSystemTx(kernel, contract.name, (tx) => handler.handle(tx, ids)))?.();
  return ids.length;
}
