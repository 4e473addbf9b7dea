import { runSystemTx, sql, type Kernel, type TickHandler } from "@px360/server/modules/core";

export interface Ticks {
  stop(): Promise<void>;
}

const retrySeconds = 30;

/**
 * A tick holds one connection for its lock and works on another. If all that are due at a start took their locks at once, they would
 * have every connection and wait for each other; one more is left for the rest of the process.
 */
const connectionsEach = 3;

/**
 * Time-based work. When a tick is due stands in PostgreSQL; whoever locks its row runs it, so that it runs once however many
 * workers there are, and never twice at a time. A worker that dies in it leaves it due: the next one takes it at once.
 */
export function startTicks(kernel: Kernel, handlers: readonly TickHandler[], pollMs: number): Ticks {
  const running = new Map<string, Promise<void>>();
  let isStopping = false;
  let isPolling = false;
  let isMoreDue = false;
  const mostAtOnce = Math.max(1, Math.floor(kernel.config.DATABASE_POOL / connectionsEach));

  const poll = async () => {
    if (isStopping || isPolling) return;
    isPolling = true;
    isMoreDue = false;
    try {
      for (const name of await dueTicks(kernel, handlers)) {
        const handler = handlers.find(({ contract }) => contract.name === name);
        if (!handler || running.has(name) || isStopping) continue;
        if (running.size >= mostAtOnce) {
          isMoreDue = true;
          break;
        }
        const run = runTick(kernel, handler)
          .catch((error: unknown) => kernel.log.warn({ tick: name, err: error }, "a tick could not be run"))
          .finally(() => {
            running.delete(name);
            if (isMoreDue) void poll();
          });
        running.set(name, run);
      }
    } catch (error) {
      kernel.log.warn({ err: error }, "could not ask which ticks are due");
    } finally {
      isPolling = false;
    }
  };
  const timer = setInterval(() => void poll(), pollMs);
  void poll();
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** Names of the ticks that are due. A tick that is new starts by being due. */
function dueTicks(kernel: Kernel, handlers: readonly TickHandler[]): Promise<string[]> {
  const names = handlers.map(({ contract }) => contract.name);
  return runSystemTx(kernel, "ticks", async (tx) => {
    const rows = await sql<{ name: string; isDue: boolean }>(
      tx.em,
      `select t.name, t.next_at <= $2 as "isDue" from job_tick t where t.name = any($1)`,
      [names, tx.now],
    );
    if (rows.length < names.length) {
      await sql(
        tx.em,
        "insert into job_tick (name, next_at) select n, $2 from unnest($1::text[]) as n on conflict do nothing",
        [names, tx.now],
      );
    }
    return rows.filter((row) => row.isDue).map((row) => row.name);
  });
}

/** Runs a tick if it is due and nobody else runs it. The lock lasts as long as the run. */
export function runTick(kernel: Kernel, { contract, run }: TickHandler): Promise<void> {
  return runSystemTx(kernel, contract.name, async (tx) => {
    const due = await sql(tx.em, "select name from job_tick where name = $1 and next_at <= $2 for update skip locked", [
      contract.name,
      tx.now,
    ]);
    if (due.length === 0) return;
    let failure: unknown;
    try {
      await run(kernel);
    } catch (error) {
      failure = error;
      kernel.log.error({ tick: contract.name, err: error }, "a tick failed");
    }
    const seconds = failure ? Math.min(contract.everySeconds, retrySeconds) : contract.everySeconds;
    await sql(
      tx.em,
      `update job_tick set next_at = $2::timestamptz + make_interval(secs => $3), started_at = $2, finished_at = $4, last_error = $5
        where name = $1`,
      [contract.name, tx.now, seconds, kernel.clock(), failure instanceof Error ? failure.name : null],
    );
  });
}
