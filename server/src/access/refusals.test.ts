import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../modules/accounts/index.ts";
import { runRefusalTick, sql } from "../modules/core/index.ts";
import { buildHospital, buildUser } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";
import { codesOf, socketCodes } from "./testing/answers.ts";

interface Entry {
  readonly operation: string;
  readonly actor: string;
  readonly after: { permission: string | null; count?: number };
}

describe("CO-43: refusals are told to the trail", () => {
  let server: TestServer;
  let staff: TestClient;
  let staffId: string;
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      ({ id: staffId } = await buildUser(tx, { email: "staff@px360.test", role: Role.STAFF, hospital }));
    });
    staff = await server.signIn("staff@px360.test");
  });
  afterAll(() => server.close());

  const entries = () =>
    server.kernel.tx((tx) =>
      sql<Entry>(
        tx.em,
        `select target_id as operation, actor_id as actor, after from audit_event where action = 'access.refused' order by id`,
      ),
    );
  const ask = (client: TestClient) => client.query("{ auditEvents { nodes { id } } }");

  it("over GraphQL: who reached for what, and what was missing", async () => {
    expect(codesOf(await ask(staff))).toEqual(["FORBIDDEN"]);
    expect(await entries()).toEqual([
      { operation: "Query.auditEvents", actor: staffId, after: { permission: "audit.read" } },
    ]);
  });

  it("over the socket and over REST", async () => {
    const call = {
      query: 'subscription { journeyChanged(id: "0198f2f0-7a10-7aaa-8bbb-0123456789ab") { id } }',
      variables: {},
    };
    expect(await socketCodes(server, staff.accessToken, call)).toEqual(["FORBIDDEN"]);
    const response = await fetch(`${server.url}/api/integrations/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${staff.accessToken ?? ""}`, "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(403);
    await expect
      .poll(async () => (await entries()).map(({ operation }) => operation))
      .toEqual(expect.arrayContaining(["Subscription.journeyChanged", "POST /api/integrations/events"]));
  });

  it("not for whoever is not signed in: there is nobody to name", async () => {
    const before = (await entries()).length;
    await ask(server.client());
    expect(await entries()).toHaveLength(before);
  });

  it("once in ten minutes, however often; then the count", async () => {
    const before = (await entries()).length;
    for (let n = 0; n < 30; n++) await ask(staff);
    expect(await entries()).toHaveLength(before);
    await runRefusalTick(server.kernel);
    expect(await entries()).toHaveLength(before);
    const now = server.kernel.time.getTime();
    // What was damped in this process is written with the next refusal, a second later.
    server.kernel.time = new Date(now + 2_000);
    await ask(staff);
    server.kernel.time = new Date(now + 11 * 60_000);
    await runRefusalTick(server.kernel);
    const added = (await entries()).slice(before);
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({ operation: "Query.auditEvents", actor: staffId, after: { count: 32 } });
    await runRefusalTick(server.kernel);
    expect(await entries()).toHaveLength(before + 1);
  });
});
