import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive, markOf, type ProcessMark } from "./processes.ts";
import { pong, startRedis } from "./redis.ts";

const newDir = (): string => mkdtempSync(join(tmpdir(), "px360-redis-"));

test("asks for its password, is shared, and ends with the last who uses it", async () => {
  const dir = newDir();
  const first = await startRedis({ dir });
  const second = await startRedis({ dir });
  expect(second.url).toBe(first.url);
  expect(await pong(first.url.replace(/:[^:@]+@/, ":wrong@"))).toBe(false);
  const mark = markOf(first.pid) as ProcessMark;
  await first.stop();
  expect(await pong(second.url)).toBe(true);
  await second.stop();
  expect(isAlive(mark)).toBe(false);
});

test("a note about a Redis that is gone is not believed", async () => {
  const dir = newDir();
  const gone = { ...markOf(process.pid), url: "redis://:x@127.0.0.1:1" };
  writeFileSync(join(dir, "running.json"), JSON.stringify(gone));
  const redis = await startRedis({ dir });
  expect(await pong(redis.url)).toBe(true);
  expect(JSON.parse(readFileSync(join(dir, "running.json"), "utf8")).url).toBe(redis.url);
  await redis.stop();
});
