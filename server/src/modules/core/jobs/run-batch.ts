import type { Kernel } from "../context/kernel.ts";
import { runSystemTx } from "../context/tx.ts";
import type { AfterCommit, BatchHandler } from "./job.contract.ts";

/** Serialization failure and deadlock: the same work passes when it is simply done again. */
const collisions = new Set(["40001", "40P01"]);
const collisionRepeats = 3;

export const isCollision = (error: unknown): boolean =>
  collisions.has(String((error as { code?: unknown } | null)?.code));

/** Connection trouble, shutdown, too many connections: the fault of no row. */
const outage = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|57P0[1-4]|57014|08\d{3}|53\d{3})$/;
const lostConnection =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|cannot use a pool after/i;

export function isOutage(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if ((typeof code === "string" && outage.test(code)) || lostConnection.test(at.message)) return true;
  }
  return false;
}

type Attempt = { readonly after: AfterCommit | void } | { readonly error: unknown };

async function attempt(kernel: Kernel, handler: BatchHandler, ids: readonly string[]): Promise<Attempt> {
  for (let repeat = 1; ; repeat++) {
    try {
      return { after: await runSystemTx(kernel, handler.contract.name, (tx) => handler.handle(tx, ids)) };
    } catch (error) {
      if (!isCollision(error) || repeat >= collisionRepeats) return { error };
    }
  }
}

/**
 * One batch, one transaction: all effects and “done”, or nothing. A batch that fails is halved until the bad row stands
 * alone; that row is settled as failed in a transaction of its own. Rejects when the database is out: nothing is counted
 * then, and the rows come back by themselves when their lease ends.
 */
export async function runBatch(kernel: Kernel, handler: BatchHandler, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const outcome = await attempt(kernel, handler, ids);
  if ("after" in outcome) return outcome.after?.();
  const { error } = outcome;
  if (isOutage(error)) throw error;
  const { name } = handler.contract;
  if (ids.length > 1) {
    kernel.log.info({ queue: name, rows: ids.length }, "a batch failed and is halved");
    const middle = ids.length >> 1;
    await runBatch(kernel, handler, ids.slice(0, middle));
    return runBatch(kernel, handler, ids.slice(middle));
  }
  kernel.log.warn({ queue: name, id: ids[0], err: error }, "a row failed");
  await runSystemTx(kernel, `${name}.failure`, (tx) => handler.contract.settleFailure(tx, ids[0] as string, error));
}
