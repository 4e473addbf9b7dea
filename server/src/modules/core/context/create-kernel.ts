import { Redis } from "ioredis";
import type { Config } from "../config/config.ts";
import { createIdentityCipher } from "../data/identity-cipher.ts";
import { createOrm } from "../data/orm.ts";
import { createFileStorage } from "../files/create-file-storage.ts";
import { createLiveBus } from "../live/live-bus.ts";
import { createLog } from "../log/log.ts";
import type { ModuleDefinition } from "../module.ts";
import type { Kernel } from "./kernel.ts";

export interface RunningKernel extends Kernel {
  close(): Promise<void>;
}

/** Connects lazily: a database or Redis that is not there yet shows in readiness, not as a crash. */
export async function createKernel(
  config: Config,
  modules: readonly ModuleDefinition[],
  options: { readonly name: string; readonly clock?: () => Date },
): Promise<RunningKernel> {
  const log = createLog(config.LOG_LEVEL, options.name);
  const orm = await createOrm(config, modules.flatMap((module) => [...module.entities]) as never);
  const quietly = (client: string) => {
    let isDown = false;
    return (error: Error) => {
      // ioredis reports every failed attempt; one line for the outage is enough.
      if (!isDown) log.warn({ client, code: (error as { code?: string }).code }, "redis is not reachable");
      isDown = true;
      setTimeout(() => (isDown = false), 30_000).unref();
    };
  };
  const redis = new Redis(config.REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  redis.on("error", quietly("commands"));
  const live = createLiveBus(config.REDIS_URL, quietly("live"));
  const loadViewer = modules.find((module) => module.loadViewer)?.loadViewer;
  const kernel: RunningKernel = {
    config,
    orm,
    redis,
    live,
    log,
    cipher: createIdentityCipher(config.IDENTITY_KEY),
    files: createFileStorage(config),
    clock: options.clock ?? (() => new Date()),
    subscribers: modules.flatMap((module) => module.subscribers ?? []),
    timeline: modules.flatMap((module) => module.timeline ?? []),
    retention: modules.flatMap((module) => module.retention ?? []),
    presence: modules.flatMap((module) => module.presence ?? []),
    bulkVerbs: modules.flatMap((module) => module.bulkVerbs ?? []),
    search: modules.flatMap((module) => module.search ?? []),
    lists: modules.flatMap((module) => module.lists ?? []),
    loadViewer: async (userId, sessionId) => (await loadViewer?.(kernel, userId, sessionId)) ?? null,
    async close() {
      await live.close();
      redis.disconnect();
      await orm.close(true);
    },
  };
  return kernel;
}
