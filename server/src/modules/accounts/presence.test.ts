import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { watch, type LiveClient } from "../../testing/live-client.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { keepPresent, presenceKey, presenceTimes, sql, whoIsPresent } from "../core/index.ts";
import { Role } from "./index.ts";

type People = readonly { readonly user: { readonly id: string }; readonly mode: string }[];

const query = `subscription ($type: String!, $id: ID!, $mode: PagePresence!) {
  presence(type: $type, id: $id, mode: $mode) { user { id nameEn } mode } }`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("presence at a record", () => {
  let server: TestServer;
  let id: string;
  let people: Record<"manager" | "coordinator" | "stranger", { id: string; email: string }>;
  const open: LiveClient<People>[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      const other = await buildDepartment(tx, { hospital });
      people = {
        coordinator: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department }),
        stranger: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: other }),
      };
      ({ id } = await buildComplaint(tx, { hospital, department }));
    });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
    await vi.waitFor(async () => expect(await server.kernel.redis.exists(presenceKey("Complaint", id))).toBe(0), {
      timeout: 10_000,
    });
  });
  afterAll(() => server.close());

  async function come(who: keyof typeof people, mode = "VIEWING"): Promise<LiveClient<People>> {
    const { accessToken } = await server.signIn(people[who].email);
    const client = watch<People>(server, accessToken, query, { type: "Complaint", id, mode });
    open.push(client);
    return client;
  }
  const seenBy = (client: LiveClient<People>) => client.items.at(-1)?.map(({ user, mode }) => [user.id, mode]);
  async function eventually(what: () => unknown): Promise<void> {
    for (const end = Date.now() + 5_000; !what(); await pause(20))
      if (Date.now() > end) throw new Error("it never came");
  }

  it("AC-40: each sees the other come and go, at once when the socket closes, and Redis holds ids that expire", async () => {
    const first = await come("coordinator");
    expect(await first.until(1)).toEqual([[]]);
    const second = await come("manager");
    await second.until(1);
    expect(seenBy(second)).toEqual([[people.coordinator.id, "VIEWING"]]);
    await eventually(() => seenBy(first)?.length === 1);
    expect(seenBy(first)).toEqual([[people.manager.id, "VIEWING"]]);

    const { redis } = server.kernel;
    const members = await redis.zrange(presenceKey("Complaint", id), 0, -1);
    expect(members).toHaveLength(2);
    for (const member of members) expect(member).toMatch(/^[0-9a-f-]{36} VIEWING [0-9a-f-]{36}$/);
    const left = await redis.pttl(presenceKey("Complaint", id));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(presenceTimes.ttlMs);

    await second.close();
    await eventually(() => seenBy(first)?.length === 0);
  });

  it("AC-40: whose server died is forgotten when their time is up", async () => {
    const { redis } = server.kernel;
    const key = presenceKey("Complaint", "left behind");
    await keepPresent(redis, key, { userId: people.manager.id, mode: "EDITING", pageId: "dead" }, 300);
    expect(await whoIsPresent(redis, key)).toEqual([{ userId: people.manager.id, mode: "EDITING" }]);
    await pause(350);
    expect(await whoIsPresent(redis, key)).toEqual([]);
    expect(await redis.exists(key)).toBe(0);
  });

  it("AC-41: who may not see the record neither hears nor is seen, and a role taken away counts for the open page", async () => {
    const first = await come("coordinator");
    await first.until(1);
    const stranger = await come("stranger");
    await eventually(() => stranger.errors.length > 0);
    expect(JSON.stringify(stranger.errors)).toContain("NOT_FOUND");
    expect(stranger.items).toEqual([]);
    const manager = await come("manager");
    await eventually(() => seenBy(first)?.length === 1);
    expect(seenBy(first)).toEqual([[people.manager.id, "VIEWING"]]);

    await server.kernel.tx((tx) => sql(tx.em, "delete from role_assignment where user_id = $1", [people.manager.id]));
    await pause(2_100);
    const heard = manager.items.length;
    // Somebody else comes: the manager would hear it, and is found to have no right any more.
    await come("coordinator", "EDITING");
    await eventually(() => seenBy(first)?.length === 0);
    expect(manager.items).toHaveLength(heard);
  });

  it("AC-42: a person with two pages is there once, editing, and is not told of themselves", async () => {
    const { redis } = server.kernel;
    const editing = await come("coordinator", "EDITING");
    const viewing = await come("coordinator", "VIEWING");
    await Promise.all([editing.until(1), viewing.until(1)]);
    expect(viewing.items).toEqual([[]]);
    expect(await whoIsPresent(redis, presenceKey("Complaint", id))).toEqual([
      { userId: people.coordinator.id, mode: "EDITING" },
    ]);
  });
});
