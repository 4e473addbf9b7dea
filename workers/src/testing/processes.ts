import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { testEnvironment, type TestKernel } from "@px360/server/testing/test-kernel";
import { anyFreePort } from "@px360/server/local/ports";
import { redisProgram } from "@px360/server/local/redis-program";
import { pong } from "@px360/server/local/redis";
import { until } from "./probe.ts";

/** A probe worker as a process; resolves when it works. */
export async function startProbeWorker(kernel: TestKernel, settings: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("probe-worker.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=development", "--import", "@oxc-node/core/register", script], {
    env: {
      PATH: process.env["PATH"],
      ...testEnvironment(kernel.database),
      REDIS_URL: kernel.config.REDIS_URL,
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const died = ended(child).then((code) => Promise.reject(new Error(`the worker ended with ${code}`)));
  died.catch(() => {}); // later it may
  await Promise.race([once(child.stdout, "data"), died]);
  return child;
}

export interface MovedWorker {
  readonly child: ChildProcess;
  /** Ticks that it is in the middle of. */
  readonly ticks: ReadonlySet<string>;
  move(time: Date): void;
}

/** A whole worker as a process whose time the test moves; resolves when it works. */
export async function startMovedWorker(kernel: TestKernel, time: Date): Promise<MovedWorker> {
  const script = fileURLToPath(new URL("moved-worker.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=development", "--import", "@oxc-node/core/register", script], {
    env: { PATH: process.env["PATH"], ...testEnvironment(kernel.database) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ticks = new Set<string>();
  const ready = new Promise<void>((resolve, reject) => {
    child.on("message", (told: { tick?: string; isRunning?: boolean }) => {
      if (!told.tick) resolve();
      else if (told.isRunning) ticks.add(told.tick);
      else ticks.delete(told.tick);
    });
    child.on("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  const move = (to: Date) => void child.send(to.toISOString());
  move(time);
  await ready;
  return { child, ticks, move };
}

export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

export interface OwnRedis {
  readonly url: string;
  start(): Promise<void>;
  /** Kills it: nothing is saved. */
  stop(): Promise<void>;
}

/** A Redis at one address that the test may stop and start; it keeps nothing. */
export async function ownRedis(): Promise<OwnRedis> {
  const program = await redisProgram();
  const port = await anyFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  return {
    url,
    async start() {
      child = spawn(program.file, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
        env: { ...process.env, ...program.env },
        stdio: "ignore",
      });
      await until("Redis answers", () => pong(url));
    },
    async stop() {
      child?.kill("SIGKILL");
      if (child) await ended(child);
    },
  };
}
