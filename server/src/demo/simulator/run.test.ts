import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sql } from "../../modules/core/index.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { seedDemo } from "../seed-demo.ts";
import { Stop } from "./intake-client.ts";
import { readOptions, type SimulationOptions } from "./options.ts";
import { simulate } from "./run.ts";

let server: TestServer;
const lines: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(String(line)));
  server = await startTestServer();
  await seedDemo(server.kernel, { journeys: 20 });
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const options = (...args: string[]): SimulationOptions => {
  const read = readOptions(["--url", server.url, "--answers", "0", "--rate", "20", "--minutes", "0.05", ...args]);
  if (!read) throw new Error("only the help was asked for");
  return read;
};

describe("F5.5 the simulator against the intake", () => {
  it("posts its events; those sent twice are stored once", { timeout: 60_000 }, async () => {
    await simulate(options("--duplicates", "0.5", "--disorder", "0.3"), new AbortController().signal);
    const [row] = await sql(
      server.kernel.orm.em.fork(),
      "select count(*)::int as n from inbound_event where external_id like 'SIM-%'",
    );
    expect(row).toEqual({ n: 60 });
    const summary = lines.at(-1) ?? "";
    expect(summary).toMatch(/accepted +60\n/);
    expect(Number(/known already +(\d+)/.exec(summary)?.[1])).toBeGreaterThan(10);
  });

  it("says what to do when no server is there, and when the key is wrong", { timeout: 60_000 }, async () => {
    const { signal } = new AbortController();
    await expect(simulate({ ...options(), url: "http://127.0.0.1:9" }, signal)).rejects.toThrow(/npm start/);
    await expect(simulate(options("--key", "no-such-key"), signal)).rejects.toThrow(/does not know this API key/);
    await expect(simulate(options("--key", "no-such-key"), signal)).rejects.toBeInstanceOf(Stop);
  });

  it("ends cleanly when it is interrupted, with its summary", { timeout: 60_000 }, async () => {
    const interrupted = new AbortController();
    setTimeout(() => interrupted.abort(), 1_500);
    await simulate(options("--minutes", "5", "--rate", "5"), interrupted.signal);
    expect(lines.at(-1)).toContain("Events sent");
  });
});
