import type { MikroORM } from "@mikro-orm/postgresql";
import { modules as allModules } from "../app.ts";
import {
  createKernel,
  createOrm,
  loadConfig,
  runSystemTx,
  type Config,
  type ModuleDefinition,
  type RunningKernel,
  type Tx,
} from "../modules/core/index.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** Keys that are the same in all tests and good for nothing else. */
const testKeys = {
  JWT_SECRET: "px360-test-secret-px360-test-secret",
  IDENTITY_KEY: Buffer.alloc(32, 7).toString("base64"),
  SURVEY_TOKEN_KEY: Buffer.alloc(32, 9).toString("base64"),
};

export function testEnvironment(database: TestDatabase): NodeJS.ProcessEnv {
  const redis = new URL(process.env["TEST_REDIS_URL"] ?? "");
  return {
    ...testKeys,
    NODE_ENV: "test",
    PORT: "0",
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "silent",
    DATABASE_URL: database.url,
    DATABASE_POOL: "10",
    REDIS_URL: redis.href,
  };
}

export function createTestOrm(
  databaseUrl: string,
  modules: readonly ModuleDefinition[] = allModules,
): Promise<MikroORM> {
  return createOrm(
    { DATABASE_URL: databaseUrl, DATABASE_POOL: 4 },
    modules.flatMap((module) => [...module.entities]) as never,
  );
}

export interface TestKernel extends RunningKernel {
  readonly database: TestDatabase;
  /** The time of the kernel; set it to move on. */
  time: Date;
  /** One system transaction: for arranging, and for calling services. */
  tx<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
}

/**
 * A kernel over a database of its own, real PostgreSQL and real Redis, with a clock that the test moves and, where a rule of the
 * kernel itself is proved, modules that only the test has.
 * Call `close()` in afterAll.
 */
export async function createTestKernel(
  settings: Partial<Config> = {},
  ofTest: readonly ModuleDefinition[] = [],
): Promise<TestKernel> {
  const database = await createTestDatabase();
  const config = { ...loadConfig(testEnvironment(database)), ...settings };
  const clock = { time: new Date() as Date | undefined };
  const kernel = await createKernel(config, [...allModules, ...ofTest], {
    name: "px360-test",
    clock: () => clock.time ?? new Date(),
  });
  clock.time = undefined;
  const testKernel: TestKernel = {
    ...kernel,
    database,
    get time() {
      return clock.time ?? new Date();
    },
    set time(value: Date) {
      clock.time = value;
    },
    tx: (work) => runSystemTx(testKernel, "test", work),
    async close() {
      await kernel.close();
      await database.drop();
    },
  };
  return testKernel;
}
