import { createClient } from "graphql-ws";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { expect, it, vi } from "vitest";
import { liveFeedChannel } from "../modules/analytics/live-feed.service.ts";
import { Role } from "../modules/accounts/index.ts";
import { sql } from "../modules/core/index.ts";
import { buildHospital, buildUser } from "../testing/factories.ts";
import { createTestOrm } from "../testing/test-kernel.ts";
import { startTestServer } from "../testing/test-server.ts";

it("CO-50: a server that stops says so to the consoles, and lets what they are being told end before the database closes", async () => {
  const server = await startTestServer();
  const { kernel } = server;
  const said = (["warn", "error"] as const).map((level) => vi.spyOn(kernel.log, level).mockReturnValue(undefined));
  vi.spyOn(kernel.log, "child").mockReturnValue(kernel.log as never);
  const hospital = await kernel.tx(async (tx) => {
    await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
    return buildHospital(tx);
  });
  const insert = () =>
    kernel.tx((tx) =>
      sql<{ id: string }>(
        tx.em,
        "insert into live_feed_item (id, created_at, kind, at, hospital_id) values (uuidv7(), now(), 'EVENT_DEAD', now(), $1) returning id",
        [hospital.id],
      ),
    );
  await insert();
  const { accessToken } = await server.signIn("admin@t.test");
  const told: unknown[] = [];
  let code = 0;
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken },
    retryAttempts: 0,
    on: { closed: (event) => (code = (event as { code: number }).code) },
  });
  const ignore = { error: () => undefined, complete: () => undefined };
  client.subscribe(
    { query: 'subscription { liveFeed(since: "2026-01-01T00:00:00Z") { id hospital { id nameEn } } }' },
    { next: ({ data }) => told.push(data), ...ignore },
  );
  // One that nothing is ever told about: it ends all the same.
  client.subscribe({ query: "subscription { navigationChanged }" }, { next: () => undefined, ...ignore });
  await vi.waitFor(() => expect(told).toHaveLength(1));

  const [news] = await insert();
  const other = await createTestOrm(kernel.database.url);
  const order: string[] = [];
  let stopped: Promise<void> | undefined;
  await other.em.fork().transactional(async (em) => {
    await sql(em as never, "lock table live_feed_item in access exclusive mode");
    await kernel.live.publish(liveFeedChannel, { ids: [news?.id ?? ""] });
    const waiting = () => sql(em as never, "select 1 from pg_locks where not granted");
    await vi.waitFor(async () => expect(await waiting()).not.toEqual([]));
    stopped = server.close().then(() => void order.push("closed"));
    await vi.waitFor(() => expect(code).toBe(1001));
    await sleep(100);
    order.push("released");
  });
  await Promise.all([other.close(), stopped]);
  expect(order).toEqual(["released", "closed"]);
  expect(said.flatMap((spy) => spy.mock.calls)).toEqual([]);
});
