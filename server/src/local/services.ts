import { join } from "node:path";
import pg from "pg";
import { serverDir, stateDir } from "./places.ts";
import { startPostgres } from "./postgres.ts";
import { Problem } from "./problem.ts";
import { pong, startRedis } from "./redis.ts";
import { localSecrets } from "./secrets.ts";

export interface Services {
  /** The environment that the product's processes read their configuration from. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** The demo's database and Redis: those of DATABASE_URL and REDIS_URL, else this clone's own. */
export async function startServices(): Promise<Services> {
  // Settled, not raced: when one fails the other must be stopped, not left behind.
  const [database, redis] = await Promise.allSettled([
    databaseOf(process.env["DATABASE_URL"]),
    redisOf(process.env["REDIS_URL"]),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([database, redis].map((it) => (it.status === "fulfilled" ? it.value.stop() : undefined)));
  };
  for (const it of [database, redis]) {
    if (it.status === "rejected") {
      await stop();
      throw it.reason;
    }
  }
  if (database.status !== "fulfilled" || redis.status !== "fulfilled") throw new Error("unreachable");
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    env: {
      NODE_ENV: "development",
      FILES_DIR: join(stateDir(), "files"),
      ...localSecrets(stateDir()),
      ...Object.fromEntries(given),
      DATABASE_URL: database.value.url,
      REDIS_URL: redis.value.url,
    },
    stop,
  };
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

const notOurs = async (): Promise<void> => {};

async function databaseOf(url: string | undefined): Promise<Server> {
  if (!url) return startPostgres({ dir: serverDir("postgres") });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    const version = rows[0]?.version ?? "";
    if (Number.parseInt(version, 10) < 18) {
      throw new Problem(
        `The server of DATABASE_URL is PostgreSQL ${version}; 18 is needed.`,
        "Use a newer server, or unset DATABASE_URL to use the embedded one.",
      );
    }
    return { url, stop: notOurs };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `DATABASE_URL is set, but its database cannot be used: ${messageOf(error)}`,
      "Start that server or correct the URL (postgres://user:password@host:5432/database), or",
      "unset DATABASE_URL to use the embedded one.",
    );
  } finally {
    await client.end().catch(() => {});
  }
}

async function redisOf(url: string | undefined): Promise<Server> {
  if (!url) return startRedis({ dir: serverDir("redis") });
  if (await pong(url)) return { url, stop: notOurs };
  throw new Problem(
    "REDIS_URL is set, but no Redis answers there.",
    "Start that server or correct the URL (redis://user:password@host:6379), or",
    "unset REDIS_URL to use one of this machine.",
  );
}

/** Where a name has several addresses, Node's error has one message for each and none of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((each: Error) => each.message).join("; ");
  return (error as Error).message;
}
