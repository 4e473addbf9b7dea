import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { anyFreePort, choosePort, LOOPBACK, wantedPort } from "./ports.ts";

const occupied: ReturnType<typeof createServer>[] = [];

async function occupy(port: number, host?: string): Promise<void> {
  const server = createServer().listen(port, host);
  occupied.push(server);
  await once(server, "listening");
}

afterEach(() => occupied.splice(0).forEach((server) => server.close()));

test.each([undefined, LOOPBACK])("a port taken on %s is passed over, and that is said", async (host) => {
  const wanted = await anyFreePort();
  await occupy(wanted, host);
  const said: string[] = [];
  const port = await choosePort(wanted, (line) => said.push(line));
  expect(port).toBeGreaterThan(wanted);
  expect(said.join()).toContain(`${wanted} is taken`);
  expect(said.join()).toContain(String(port));
});

test("a free port is used without a word", async () => {
  const wanted = await anyFreePort();
  const said: string[] = [];
  expect(await choosePort(wanted, (line) => said.push(line))).toBe(wanted);
  expect(said).toEqual([]);
});

test("PORT defaults to 4000, and nonsense is refused with advice", () => {
  expect([wantedPort(undefined), wantedPort(""), wantedPort("8080")]).toEqual([4000, 4000, 8080]);
  for (const text of ["x", "0", "70000", "80.5"]) expect(() => wantedPort(text)).toThrow(/1 to 65535/);
});
