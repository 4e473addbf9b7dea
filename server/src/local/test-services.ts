import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverDir, stateDir } from "./places.ts";
import { startPostgres } from "./postgres.ts";
import { isAlive, markOf, type ProcessMark } from "./processes.ts";
import { startRedis } from "./redis.ts";

export interface TestServices {
  /** A superuser's URL, to create databases from. */
  databaseUrl: string;
  redisUrl: string;
}

const noteFile = (): string => join(stateDir(), "test-services.json");

/** Those of the environment, or of `npm run test:services`, or else started now, for which `stop` matters. */
export async function useTestServices(): Promise<TestServices & { stop(): Promise<void> }> {
  const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env;
  const standing = databaseUrl && redisUrl ? { databaseUrl, redisUrl } : standingTestServices();
  return standing ? { ...standing, stop: async () => {} } : startTestServices();
}

/** PostgreSQL without fsync and an empty Redis, shared by test runs of this clone that overlap. */
export async function startTestServices(): Promise<TestServices & { stop(): Promise<void> }> {
  const [postgres, redis] = await Promise.all([
    startPostgres({ dir: serverDir("test/postgres"), database: "postgres", fsync: false, fresh: true }),
    startRedis({ dir: serverDir("test/redis") }),
  ]);
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

/** What `npm run test:services` keeps running, if it does. */
export function standingTestServices(): TestServices | null {
  if (!existsSync(noteFile())) return null;
  const note = JSON.parse(readFileSync(noteFile(), "utf8")) as TestServices & ProcessMark;
  return isAlive(note) ? note : null;
}

export function announce(services: TestServices): string {
  const { databaseUrl, redisUrl } = services;
  writeFileSync(noteFile(), JSON.stringify({ databaseUrl, redisUrl, ...markOf(process.pid) }, null, 2), {
    mode: 0o600,
  });
  return noteFile();
}

export function withdraw(): void {
  rmSync(noteFile(), { force: true });
}
