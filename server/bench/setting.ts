import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createTestKernel, testEnvironment, type TestKernel } from "../src/testing/test-kernel.ts";
import { prepareTemplate } from "../src/testing/test-database.ts";
import { modules } from "../src/app.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const runtime = ["--conditions=development", "--import", "@oxc-node/core/register"];

export interface RunningProcess {
  readonly url: string;
  /** Stops and continues the process as it is, warm. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** A process of its own, as in production; resolves when it listens (it prints a line with its port) or works. */
export async function startProcess(entry: string, env: NodeJS.ProcessEnv, ready: RegExp): Promise<RunningProcess> {
  const child = spawn(process.execPath, [...runtime, entry], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const match = await waitFor(child, ready, entry);
  child.stdout?.resume();
  return {
    url: `http://127.0.0.1:${match[1] ?? ""}`,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGCONT");
        child.kill("SIGTERM");
      }),
  };
}

function waitFor(child: ChildProcess, ready: RegExp, entry: string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const match = ready.exec(printed);
      if (match) resolve(match);
    });
    child.once("exit", (code) => reject(new Error(`${entry} ended with ${code} before it was ready:\n${printed}`)));
  });
}

export interface Setting {
  readonly kernel: TestKernel;
  readonly env: NodeJS.ProcessEnv;
  server(): Promise<RunningProcess>;
  worker(): Promise<RunningProcess>;
  /** The bare server that the numbers are compared with. */
  floor(entry: string): Promise<RunningProcess>;
  close(): Promise<void>;
}

/** A database of its own on the server that everything in this run shares, migrated and empty. */
export async function createSetting(): Promise<Setting> {
  process.env["TEST_DATABASE_URL"] = process.env["DATABASE_URL"];
  process.env["TEST_REDIS_URL"] = process.env["REDIS_URL"];
  const template = await prepareTemplate(modules);
  process.env["PX360_TEST_TEMPLATE"] = template.name;
  const kernel = await createTestKernel({ STATEMENT_TIMEOUT_SECONDS: 0 });
  const env: NodeJS.ProcessEnv = {
    ...testEnvironment(kernel.database),
    LOG_LEVEL: "info",
    DATABASE_POOL: "20",
    INTAKE_RATE_PER_MINUTE: "100000000",
    BENCH_RUN: randomBytes(4).toString("hex"),
  };
  return {
    kernel,
    env,
    server: () => startProcess("server/src/main.ts", env, /"port":(\d+)/),
    worker: () => startProcess("workers/src/main.ts", env, /worker is running/),
    floor: (entry) => startProcess(entry, env, /listening on (\d+)/),
    async close() {
      await kernel.close();
      await template.drop();
    },
  };
}
