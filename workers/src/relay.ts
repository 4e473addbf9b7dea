import { runSystemTx, type BatchJobContract, type Kernel } from "@px360/server/modules/core";
import type { BatchQueue } from "./bull-queue.ts";

export interface RelayOptions {
  /** Claimed rows come back after this. Longer than a batch takes, splitting included. */
  readonly leaseSeconds: number;
  readonly sweepMs: number;
  /** Bells that ring together count as one; a claim follows the last one of its queue no sooner than this. */
  readonly gapMs: number;
}

export const relayDefaults: RelayOptions = { leaseSeconds: 60, sweepMs: 2_000, gapMs: 10 };

/** Jobs that may wait per slot. Few: what waits in Redis is under lease, and rows that wait in PostgreSQL fill larger batches. */
const waitingPerSlot = 2;

export interface Relay {
  wake(queue: string): void;
  /** When the last sweep ended. */
  lastSweepAt(): Date | null;
  stop(): Promise<void>;
}

interface Line {
  readonly contract: BatchJobContract;
  readonly queue: BatchQueue;
  pulling: Promise<void> | null;
  isWanted: boolean;
}

/**
 * Moves due rows to Bull: claims them with FOR UPDATE SKIP LOCKED, so that any number of relays work side by side, and hands
 * their ids over in batches. The bell makes it immediate, the sweep makes it certain.
 */
export function startRelay(
  kernel: Kernel,
  lines: ReadonlyMap<BatchJobContract, BatchQueue>,
  options: RelayOptions,
): Relay {
  const byName = new Map<string, Line>();
  for (const [contract, queue] of lines) byName.set(contract.name, { contract, queue, pulling: null, isWanted: false });
  let isStopping = false;
  let sweptAt: Date | null = null;

  const pull = async ({ contract, queue }: Line): Promise<void> => {
    while (!isStopping && queue.isReachable()) {
      const room = contract.concurrency * waitingPerSlot - (await queue.waiting());
      if (room <= 0) return;
      const limit = room * contract.batchSize;
      const ids = await runSystemTx(kernel, "relay", (tx) => contract.claim(tx, limit, options.leaseSeconds));
      if (ids.length > 0) await queue.hand(chunks(ids, contract.batchSize));
      if (ids.length < limit) return;
    }
  };

  const wake = (line: Line): Promise<void> => {
    line.isWanted = true;
    line.pulling ??= (async () => {
      while (line.isWanted && !isStopping) {
        line.isWanted = false;
        await pull(line).catch((error: unknown) =>
          kernel.log.warn({ queue: line.contract.name, err: error }, "could not claim work"),
        );
        await pause(options.gapMs);
      }
    })().finally(() => (line.pulling = null));
    return line.pulling;
  };

  const stopBell = kernel.live.onBell((name) => {
    const line = byName.get(name);
    if (line) void wake(line);
  });
  const sweep = async () => {
    await Promise.all([...byName.values()].map(wake));
    sweptAt = new Date();
  };
  const timer = setInterval(() => void sweep(), options.sweepMs);
  void sweep();

  return {
    wake(name) {
      const line = byName.get(name);
      if (line && !isStopping) void wake(line);
    },
    lastSweepAt: () => sweptAt,
    async stop() {
      isStopping = true;
      clearInterval(timer);
      stopBell();
      await Promise.all([...byName.values()].map((line) => line.pulling));
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
