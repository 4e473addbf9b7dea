import type { Kernel } from "../context/kernel.ts";
import type { Tx } from "../context/tx.ts";

/**
 * Work that waits as rows in PostgreSQL. The relay claims ids, Bull carries them in batches, a handler writes all
 * effects and “done” in one transaction (architecture.md, “How work flows”). Handlers live in workers/; a contract with
 * no handler or with two stops the worker at start.
 */
export interface BatchJobContract {
  readonly kind: "batch";
  /** Name of the Bull queue and of the bell that rings for it. */
  readonly name: string;
  /** Rows per job. */
  readonly batchSize: number;
  /** Jobs a worker process runs at once. */
  readonly concurrency: number;
  /**
   * Claims up to `limit` rows that are due with FOR UPDATE SKIP LOCKED and leases them: they become due again by
   * themselves after `leaseSeconds`, so a batch that Redis or a worker lost comes back.
   */
  claim(tx: Tx, limit: number, leaseSeconds: number): Promise<string[]>;
  /** The row stood alone and failed: counts the attempt, sets the next one with back-off or makes it a dead letter. */
  settleFailure(tx: Tx, id: string, error: unknown): Promise<void>;
}

/** Time-based work: a query over due rows, run by a repeatable job. A missed tick delays and loses nothing. */
export interface TickContract {
  readonly kind: "tick";
  readonly name: string;
  readonly everySeconds: number;
}

export type JobContract = BatchJobContract | TickContract;

/** What cannot share the transaction, e.g. a send to a gateway. Runs after the commit; a crash before or in it must show in the rows. */
export type AfterCommit = () => Promise<void>;

export interface BatchHandler {
  readonly contract: BatchJobContract;
  /** Runs inside one transaction; throwing rolls it back and splits the batch. May return what is left to do after the commit. */
  handle(tx: Tx, ids: readonly string[]): Promise<AfterCommit | void>;
}

export interface TickHandler {
  readonly contract: TickContract;
  run(kernel: Kernel): Promise<void>;
}

export type JobHandler = BatchHandler | TickHandler;

/** Refuses to start when a contract has no handler, two handlers, or a handler has no contract. */
export function matchHandlers(contracts: readonly JobContract[], handlers: readonly JobHandler[]): void {
  const wrong: string[] = [];
  for (const contract of contracts) {
    const count = handlers.filter((handler) => handler.contract.name === contract.name).length;
    if (count !== 1) wrong.push(`${contract.name} has ${count} handlers`);
  }
  for (const handler of handlers) {
    if (!contracts.includes(handler.contract))
      wrong.push(`${handler.contract.name} is handled but declared by no module`);
  }
  if (new Set(contracts.map((contract) => contract.name)).size !== contracts.length)
    wrong.push("two contracts share a name");
  if (wrong.length > 0) throw new Error(`Jobs and handlers do not match: ${wrong.join("; ")}`);
}
