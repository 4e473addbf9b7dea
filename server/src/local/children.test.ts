import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noteworthy } from "./children.ts";

test("the terminal shows warnings and what was printed for people, not the daily log", () => {
  expect(noteworthy('{"level":30,"msg":"request"}')).toBeNull();
  expect(noteworthy('{"level":40,"msg":"slow"}')).toBe("slow");
  expect(noteworthy('{"level":50,"msg":"failed","err":{"stack":"Error: x\\n at y"}}')).toBe("failed\nError: x\n at y");
  expect(noteworthy("Listening")).toBe("Listening");
  expect(noteworthy("{ not json")).toBe("{ not json");
  expect(noteworthy("  ")).toBeNull();
});

test("a child ends when its launcher is gone, and in an orderly way", async () => {
  const script = join(mkdtempSync(join(tmpdir(), "px360-child-")), "child.mjs");
  writeFileSync(
    script,
    "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1e3); process.send('up');",
  );
  const child = fork(script, { execArgv: ["--import", join(import.meta.dirname, "end-with-launcher.mjs")] });
  await once(child, "message");
  child.disconnect(); // what a killed launcher looks like from the child
  expect(await once(child, "exit")).toEqual([7, null]);
});
