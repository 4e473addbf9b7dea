import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { end, isAlive, markOf, type ProcessMark } from "./processes.ts";

function markNow(pid: number | undefined): ProcessMark {
  const mark = markOf(pid ?? 0);
  if (!mark) throw new Error("it is not running");
  return mark;
}

test("a process is known by its start too, since its number is given to others later", () => {
  const own = markNow(process.pid);
  expect(isAlive(own)).toBe(true);
  expect(isAlive({ ...own, started: "1" })).toBe(false);
});

test("a process that ignores the polite signal is ended by the next one", async () => {
  const child = spawn(process.execPath, [
    "-e",
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); console.log()",
  ]);
  await once(child.stdout, "data");
  const mark = markNow(child.pid);
  expect(await end(mark, { signal: "SIGTERM", ms: 100 })).toBe(false);
  expect(await end(mark, { signal: "SIGTERM", ms: 100 }, { signal: "SIGKILL", ms: 2_000 })).toBe(true);
});

test("a process that is gone needs no signal", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  const mark = markNow(child.pid);
  await once(child, "exit");
  expect(await end(mark, { signal: "SIGKILL", ms: 0 })).toBe(true);
});
