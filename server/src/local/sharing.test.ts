import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { alone, enter, leave } from "./sharing.ts";

const newDir = (): string => mkdtempSync(join(tmpdir(), "px360-sharing-"));

test("one at a time, also after one of them failed", async () => {
  const dir = newDir();
  const steps: string[] = [];
  const turn = (name: string, fails = false): Promise<void> =>
    alone(dir, async () => {
      steps.push(`${name} in`);
      await sleep(20);
      steps.push(`${name} out`);
      if (fails) throw new Error(name);
    });
  const results = await Promise.allSettled([turn("a", true), turn("b"), turn("c")]);
  expect(results.map((it) => it.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  for (let i = 0; i < steps.length; i += 2) expect(steps[i + 1]).toBe(steps[i]?.replace("in", "out"));
});

test("who waits too long is told what to do", async () => {
  const dir = newDir();
  await alone(dir, async () => {
    await expect(alone(dir, async () => {}, 60)).rejects.toThrow(/try again/);
  });
});

test("the last one to leave is told so; those who were killed do not count", () => {
  const dir = newDir();
  const [first, second] = [enter(dir), enter(dir)];
  writeFileSync(join(dir, "users", "12345-1"), JSON.stringify({ pid: 12345, started: "1" }));
  expect(leave(first)).toBe(false);
  expect(leave(second)).toBe(true);
  expect(readdirSync(join(dir, "users"))).toEqual([]);
});
