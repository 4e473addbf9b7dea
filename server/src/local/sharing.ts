import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "./problem.ts";
import { isAlive, markOf, type ProcessMark } from "./processes.ts";

/**
 * One command at a time for `dir`. The lock is a name in the kernel (an abstract socket), not a file:
 * it vanishes with its holder, so there is no stale lock to judge.
 */
export async function alone<T>(dir: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const name = `\0px360-${process.getuid?.() ?? 0}-${createHash("sha256").update(dir).digest("hex").slice(0, 32)}`;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = await tryListen(name);
    if (lock) {
      try {
        return await work();
      } finally {
        await new Promise((done) => lock.close(done));
      }
    }
    if (Date.now() > deadline)
      throw new Problem(`Another command has been starting in ${dir} for minutes.`, "End it, then try again.");
    await sleep(50);
  }
}

let entries = 0;

/** Notes that this process uses what runs in `dir`; the answer is for `leave`. */
export function enter(dir: string): string {
  const note = join(dir, "users", `${process.pid}-${(entries += 1)}`);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify(markOf(process.pid)));
  return note;
}

/** Takes the note back. True when nobody else uses the folder: who leaves last switches the light off. */
export function leave(note: string): boolean {
  rmSync(note, { force: true });
  for (const name of readdirSync(dirname(note))) {
    const other = join(dirname(note), name);
    if (isAlive(JSON.parse(readFileSync(other, "utf8")) as ProcessMark)) return false;
    rmSync(other); // it was killed before it could leave
  }
  return true;
}

function tryListen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });
}
