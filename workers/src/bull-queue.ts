import { createHash } from "node:crypto";
import Bull from "bull";
import { Redis, type RedisOptions } from "ioredis";
import type { Log } from "@px360/server/modules/core";

/** The only file that knows Bull: its successor is a change of this file (architecture.md). */
export interface BatchQueue {
  /** Hands batches over; rejects soon when Redis is out. */
  hand(batches: readonly (readonly string[])[]): Promise<void>;
  /** Jobs that no worker has taken yet. */
  waiting(): Promise<number>;
  /** Whether Redis answers right now. */
  isReachable(): boolean;
  /** Takes no new job, lets running ones end, disconnects. */
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly name: string;
  readonly redisUrl: string;
  /** Keeps installations that share a Redis apart: derived from the database. */
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly log: Log;
  run(ids: readonly string[]): Promise<void>;
  /** Redis answers, for the first time or again. */
  onReachable(): void;
}

/** Jobs carry ids and are kept for looking at, by age; the rows in PostgreSQL are the truth. */
const jobOptions: Bull.JobOptions = {
  removeOnComplete: { age: 300, count: 1_000 },
  removeOnFail: { age: 86_400, count: 1_000 },
  // The row knows its attempts; a job that failed comes back by its row's lease.
  attempts: 1,
};

export function prefixFor(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `px360:${createHash("sha256").update(`${hostname}:${port}${pathname}`).digest("hex").slice(0, 12)}`;
}

/** Bull's blocking and subscribing clients must wait for Redis for ever; the commanding one must not, or a claim would hang. */
function clientOptions(type: "client" | "subscriber" | "bclient"): RedisOptions {
  const retryStrategy = (times: number) => Math.min(times * 50, 1_000);
  return type === "client"
    ? { maxRetriesPerRequest: 1, retryStrategy }
    : { maxRetriesPerRequest: null, enableReadyCheck: false, retryStrategy };
}

export function openQueue(options: QueueOptions): BatchQueue {
  const { name, log } = options;
  const clients: Redis[] = [];
  let commands: Redis | undefined;
  const queue = new Bull<{ ids: string[] }>(name, {
    prefix: prefixFor(options.databaseUrl),
    createClient(type) {
      const client = new Redis(options.redisUrl, clientOptions(type));
      client.on("error", () => {}); // told once, by the kernel's own client
      clients.push(client);
      if (type === "client") {
        commands = client;
        client.on("ready", () => options.onReachable());
      }
      return client;
    },
    // A job whose worker died is taken over after this; its rows' statuses keep the effect single.
    settings: { lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 2 },
  });
  queue.on("error", (error: Error) => log.debug({ queue: name, err: error }, "bull"));
  queue.on("failed", (_job: Bull.Job, error: Error) =>
    log.warn({ queue: name, err: error }, "a job failed; its rows come back when their lease ends"),
  );
  void queue
    .process(options.concurrency, (job: Bull.Job<{ ids: string[] }>) => options.run(job.data.ids))
    .catch(() => {});
  return {
    async hand(batches) {
      await queue.addBulk(batches.map((ids) => ({ data: { ids: [...ids] }, opts: jobOptions })));
    },
    waiting: () => queue.getWaitingCount(),
    isReachable: () => commands?.status === "ready",
    async close() {
      await queue.close().catch(() => {});
      for (const client of clients) client.disconnect();
    },
  };
}
