import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { anyFreePort, LOOPBACK } from "./ports.ts";
import type { LocalServer } from "./postgres.ts";
import { Problem } from "./problem.ts";
import { end, isAlive, markOf, type ProcessMark } from "./processes.ts";
import { redisProgram } from "./redis-program.ts";
import { alone, enter, leave } from "./sharing.ts";

interface Running extends ProcessMark {
  url: string;
}

/** Starts Redis for `dir`, or joins the one that runs for it already. Keeps nothing on disk: PostgreSQL is the truth. */
export async function startRedis({ dir }: { dir: string }): Promise<LocalServer> {
  mkdirSync(dir, { recursive: true });
  const noteFile = join(dir, "running.json");
  const { running, seat } = await alone(dir, async () => {
    const noted = existsSync(noteFile) ? (JSON.parse(readFileSync(noteFile, "utf8")) as Running) : null;
    const running = noted && isAlive(noted) && (await pong(noted.url)) ? noted : await launch(dir, noteFile);
    return { running, seat: enter(dir) };
  });
  return {
    url: running.url,
    pid: running.pid,
    stop: () =>
      alone(dir, async () => {
        if (leave(seat)) await end(running, { signal: "SIGTERM", ms: 3_000 }, { signal: "SIGKILL", ms: 1_000 });
      }),
  };
}

async function launch(dir: string, noteFile: string): Promise<Running> {
  const program = await redisProgram();
  const password = randomBytes(18).toString("base64url");
  const port = await anyFreePort();
  const url = `redis://:${password}@${LOOPBACK}:${port}`;
  const logFile = join(dir, "server.log");
  const log = openSync(logFile, "w", 0o600);
  // The settings go in by stdin: arguments, and with them the password, would show in everybody's `ps`.
  const child = spawn(program.file, ["-"], {
    cwd: dir,
    detached: true,
    stdio: ["pipe", log, log],
    env: { ...process.env, ...program.env },
  });
  closeSync(log);
  child.once("error", () => {}); // told below, with the log
  child.stdin?.on("error", () => {});
  child.stdin?.end(
    [
      `bind ${LOOPBACK}`,
      `port ${port}`,
      `requirepass ${password}`,
      `dir ${JSON.stringify(dir)}`,
      'save ""',
      "appendonly no",
      "maxmemory-policy noeviction", // Bull's jobs must not be evicted
    ].join("\n"),
  );
  const mark = child.pid ? markOf(child.pid) : null;
  for (const deadline = Date.now() + 20_000; mark && isAlive(mark) && Date.now() < deadline; await sleep(20)) {
    if (await pong(url)) {
      child.unref();
      const running = { ...mark, url };
      writeFileSync(noteFile, JSON.stringify(running), { mode: 0o600 });
      return running;
    }
  }
  throw new Problem(
    `${program.file} did not start: ${readFileSync(logFile, "utf8").trim().split("\n").at(-1) || "no output"}`,
    `Set REDIS_URL to an existing Redis, e.g. REDIS_URL=redis://localhost:6379`,
  );
}

/** Whether a Redis answers at `url` within a second. */
export async function pong(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 1_000,
    maxRetriesPerRequest: 0,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
