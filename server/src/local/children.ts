import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repository, stateDir } from "./places.ts";
import { Problem } from "./problem.ts";
import { end, markOf } from "./processes.ts";

const typescript = ["--conditions=development", "--import", "@oxc-node/core/register"];

/** Runs a script of the product to its end, showing what it prints. */
export function runScript(
  entry: string,
  args: string[],
  env: Record<string, string>,
  stop?: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...typescript, entry, ...args], {
      cwd: repository,
      env,
      stdio: "inherit",
      signal: stop,
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

export interface Child {
  name: string;
  logFile: string;
  /** Resolves with a sentence when it ends, for whatever reason. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts a long-running process of the product. Everything it prints goes to a log file, what needs attention to the terminal too. */
export function startChild(name: string, entry: string, env: Record<string, string>, watch: boolean): Child {
  const logs = join(stateDir(), "logs");
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, `${name}-${env["PORT"]}.log`);
  const log = createWriteStream(logFile);
  const flags = watch
    ? ["--watch", "--watch-preserve-output"]
    : ["--import", join(import.meta.dirname, "end-with-launcher.mjs")];
  const child = spawn(process.execPath, [...flags, ...typescript, join(repository, entry)], {
    cwd: repository,
    env,
    detached: true, // Ctrl-C reaches the launcher only, which ends the children in order
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream)
      createInterface({ input: stream }).on("line", (line) => {
        log.write(`${line}\n`);
        const shown = noteworthy(line);
        if (shown) console.log(`${name} │ ${shown}`);
      });
  }
  return { name, logFile, ended: endOf(child, name), stop: () => stop(child) };
}

/** Log lines are JSON with a level (pino: 40 is a warning); anything else was printed for a person to read. */
export function noteworthy(line: string): string | null {
  if (!line.startsWith("{")) return line.trim() ? line : null;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { stack?: string } };
    if (typeof level !== "number") return line;
    return level < 40 ? null : [msg, err?.stack].filter(Boolean).join("\n");
  } catch {
    return line;
  }
}

function endOf(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`The ${name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(`The ${name} ended ${signal ? `by ${signal}` : `with exit code ${code}`}.`),
    );
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const mark = child.pid && child.exitCode === null ? markOf(child.pid) : null;
  if (mark && !(await end(mark, { signal: "SIGTERM", ms: 10_000 }, { signal: "SIGKILL", ms: 2_000 }))) {
    throw new Problem(`Process ${mark.pid} does not end.`, `kill -9 ${mark.pid}`);
  }
}
