import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { findChromium } from "./chromium.ts";
import { missing } from "./redis-program.ts";
import { startServices } from "./services.ts";

afterEach(() => vi.unstubAllEnvs());

test("existing servers are used when they are named, and left running", async () => {
  vi.stubEnv("PX360_STATE_DIR", mkdtempSync(join(tmpdir(), "px360-state-")));
  vi.stubEnv("DATABASE_URL", process.env["TEST_DATABASE_URL"]);
  vi.stubEnv("REDIS_URL", process.env["TEST_REDIS_URL"]);
  const services = await startServices();
  expect(services.env).toMatchObject({
    DATABASE_URL: process.env["TEST_DATABASE_URL"],
    REDIS_URL: process.env["TEST_REDIS_URL"],
    IDENTITY_KEY: expect.any(String),
  });
  await services.stop();
  await expect(startServices()).resolves.toBeDefined();
});

test.each([
  ["DATABASE_URL", "postgres://px360:secret@127.0.0.1:1/px360", /ECONNREFUSED[\s\S]*unset DATABASE_URL/],
  ["REDIS_URL", "redis://:secret@127.0.0.1:1", /no Redis answers[\s\S]*unset REDIS_URL/],
])("a wrong %s is met with advice, and without its password", async (name, url, advice) => {
  vi.stubEnv("PX360_STATE_DIR", mkdtempSync(join(tmpdir(), "px360-state-")));
  vi.stubEnv("DATABASE_URL", process.env["TEST_DATABASE_URL"]);
  vi.stubEnv("REDIS_URL", process.env["TEST_REDIS_URL"]);
  vi.stubEnv(name, url);
  const error = await startServices().then(
    () => null,
    (failure: Error) => failure,
  );
  expect(error?.message).toMatch(advice);
  expect(error?.message).not.toContain("secret");
});

test("a missing Redis says how to get one", () => {
  expect(missing("and there is no network").message).toMatch(/apt-get install redis-server[\s\S]*REDIS_URL=/);
});

test("a wrong CHROMIUM_PATH says so instead of taking another browser", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  await expect(findChromium()).rejects.toThrow(/\/nowhere\/chromium[\s\S]*unset it/);
});
