import {
  matchHandlers,
  runBatch,
  type BatchHandler,
  type BatchJobContract,
  type JobHandler,
  type Kernel,
  type ModuleDefinition,
  type TickHandler,
} from "@px360/server/modules/core";
import { openQueue, type BatchQueue } from "./bull-queue.ts";
import { relayDefaults, startRelay, type Relay, type RelayOptions } from "./relay.ts";
import { startTicks } from "./ticks.ts";

export interface WorkerOptions extends Partial<RelayOptions> {
  /** How often due ticks are looked for. */
  readonly tickPollMs?: number;
}

export interface RunningWorker {
  lastSweepAt(): Date | null;
  /** Claims nothing more, lets running batches and ticks end, disconnects from Bull. The kernel stays open. */
  stop(): Promise<void>;
}

/** A whole worker: queues, relay and ticks. Refuses to start when contracts and handlers do not match. */
export function startWorker(
  kernel: Kernel,
  modules: readonly ModuleDefinition[],
  handlers: readonly JobHandler[],
  options: WorkerOptions = {},
): RunningWorker {
  matchHandlers(
    modules.flatMap((module) => module.jobs ?? []),
    handlers,
  );
  const { config, log } = kernel;
  const queues = new Map<BatchJobContract, BatchQueue>();
  let relay: Relay | undefined;
  for (const handler of handlers.filter((each): each is BatchHandler => "handle" in each)) {
    const { name, concurrency } = handler.contract;
    queues.set(
      handler.contract,
      openQueue({
        name,
        concurrency,
        log,
        redisUrl: config.REDIS_URL,
        databaseUrl: config.DATABASE_URL,
        async run(ids) {
          await runBatch(kernel, handler, ids);
          // A free slot: more may be due, whose bells rang while there was no room.
          relay?.wake(name);
        },
        onReachable: () => relay?.wake(name),
      }),
    );
  }
  relay = startRelay(kernel, queues, { ...relayDefaults, ...options });
  const ticks = startTicks(
    kernel,
    handlers.filter((each): each is TickHandler => "run" in each),
    options.tickPollMs ?? 1_000,
  );
  const running = relay;
  return {
    lastSweepAt: running.lastSweepAt,
    async stop() {
      await Promise.all([running.stop(), ticks.stop()]);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
