import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { repository } from "./places.ts";
import { anyFreePort } from "./ports.ts";
import { isAlive, markOf, type ProcessMark } from "./processes.ts";

const state = mkdtempSync(join(tmpdir(), "px360-start-"));
const launchers: ChildProcess[] = [];

afterAll(() => {
  for (const launcher of launchers) launcher.kill("SIGKILL");
  rmSync(state, { recursive: true, force: true });
});

interface Running {
  launcher: ChildProcess;
  url: string;
  output(): string;
  /** Everything it started, the databases too. */
  descendants: ProcessMark[];
}

async function start(port: number): Promise<Running> {
  const { TEST_DATABASE_URL: _, TEST_REDIS_URL: __, NODE_ENV: ___, ...env } = process.env;
  const launcher = spawn(process.execPath, ["server/src/local/bootstrap.mjs", "start"], {
    cwd: repository,
    env: { ...env, PX360_STATE_DIR: state, PX360_DEMO_DATA: "off", PORT: String(port) },
  });
  launchers.push(launcher);
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("Ctrl-C")) resolve(/Console +(\S+)/.exec(output)?.[1] ?? "");
      });
    }
    launcher.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
  });
  return { launcher, url, output: () => output, descendants: descendantsOf(launcher.pid ?? 0) };
}

function descendantsOf(pid: number): ProcessMark[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [markOf(child) ?? [], descendantsOf(child)].flat());
}

test("npm start runs the product on a free port, ends without a trace, and says when a part of it dies", async () => {
  const wanted = await anyFreePort();
  const occupant = createServer().listen(wanted);
  await once(occupant, "listening");

  const first = await start(wanted);
  expect(first.output()).toContain(`Port ${wanted} is taken`);
  expect(first.url).not.toContain(String(wanted));
  expect((await fetch(`${first.url}/health/ready/`)).status).toBe(200);
  expect(await (await fetch(first.url)).text()).toContain("<html");
  expect(first.descendants.length).toBeGreaterThanOrEqual(5); // launcher, server, worker, PostgreSQL, Redis
  first.launcher.kill("SIGTERM");
  expect(await once(first.launcher, "exit")).toEqual([0, null]);
  expect(first.descendants.filter(isAlive)).toEqual([]);
  occupant.close();

  const second = await start(wanted);
  expect(second.url).toContain(String(wanted));
  expect(second.output()).toContain("up to date"); // the migrations of the first start are still there
  const worker = second.descendants.find(({ pid }) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("workers/src"),
  );
  process.kill(worker?.pid ?? 0, "SIGKILL");
  expect(await once(second.launcher, "exit")).toEqual([1, null]);
  expect(second.output()).toMatch(/The worker ended by SIGKILL[\s\S]*worker-\d+\.log/);
  expect(second.descendants.filter(isAlive)).toEqual([]);
}, 300_000);
