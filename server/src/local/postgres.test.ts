import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { serverDir } from "./places.ts";
import { runningPostmaster, startPostgres } from "./postgres.ts";
import { isAlive, markOf, type ProcessMark } from "./processes.ts";

const dir = mkdtempSync(join(serverDir("test"), "launcher-"));
chmodSync(dir, 0o711);
const dataDir = join(dir, "data");
const start = (): ReturnType<typeof startPostgres> => startPostgres({ dir, fsync: false });

afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

test("starts, sorts Arabic, listens on this machine only, stops and keeps its data", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  const sorted = `select string_agg(x, '' order by x) as letters from unnest(array['ت', 'ب', 'أ']) x`;
  expect(await ask(first.url, sorted)).toEqual({ letters: "أبت" });
  expect(await ask(first.url, "show listen_addresses")).toEqual({ listen_addresses: "127.0.0.1" });
  expect(statSync(join(dir, "connection.json")).mode & 0o777).toBe(0o600);
  const mark = markOf(first.pid) as ProcessMark;
  await first.stop();
  expect(isAlive(mark)).toBe(false);

  const second = await start();
  expect(await ask(second.url, "select answer from kept")).toEqual({ answer: 42 });
  await second.stop();
});

test("a second command joins the first's server, and the last to leave ends it", async () => {
  const first = await start();
  const second = await start();
  expect(second.pid).toBe(first.pid);
  await first.stop();
  expect(await ask(second.url, "select 1 as one")).toEqual({ one: 1 });
  await second.stop();
  expect(runningPostmaster(dataDir)).toBeNull();
});

test("starts after a crash, also when the dead server's number belongs to another program", async () => {
  const crashed = await start();
  const pidFile = readFileSync(join(dataDir, "postmaster.pid"), "utf8");
  process.kill(crashed.pid, "SIGKILL");
  await crashed.stop();
  const recovered = await start();
  expect(recovered.pid).not.toBe(crashed.pid);
  await recovered.stop();

  writeFileSync(join(dataDir, "postmaster.pid"), pidFile.replace(/^\d+/, String(process.pid)));
  const restarted = await start();
  expect(await ask(restarted.url, "select 1 as one")).toEqual({ one: 1 });
  await restarted.stop();
});

test("says what to do when the note with its password is gone", async () => {
  rmSync(join(dir, "connection.json"));
  await expect(start()).rejects.toThrow(/Delete .* start again/);
});
