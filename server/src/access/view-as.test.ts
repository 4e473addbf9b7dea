import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modules } from "../app.ts";
import { Role } from "../modules/accounts/index.ts";
import { createSchema, sql } from "../modules/core/index.ts";
import { buildHospital, buildPatient, buildUser } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";
import { codesOf } from "./testing/answers.ts";
import { callOf, operationsOf } from "./testing/documents.ts";

interface Started {
  startViewAs: { id: string; accessToken: string; userErrors: { code: string }[] };
}

describe("AC-15: looking as somebody else", () => {
  let server: TestServer;
  let admin: TestClient;
  let agentId: string;
  let adminId: string;
  let patientId: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      patientId = (await buildPatient(tx, { hospital })).id;
      adminId = (await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" })).id;
      agentId = (await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "local@t.test" })).id;
    });
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  async function start(client: TestClient, userId: string) {
    const answer = await client.query<Started>(
      "mutation ($input: StartViewAsInput!) { startViewAs(input: $input) { id accessToken userErrors { code } } }",
      { input: { userId } },
    );
    return answer.data?.startViewAs;
  }
  const look = async () => {
    const started = await start(admin, agentId);
    return { id: started?.id ?? "", client: server.client(started?.accessToken ?? "") };
  };
  const whoIs = async (client: TestClient) =>
    (
      await client.query<{
        viewer: { user: { email: string }; viewedBy: { id: string } | null; canSeeGroup: boolean } | null;
      }>("{ viewer { user { email } viewedBy { id } canSeeGroup } }")
    ).data?.viewer;
  const trail = (action: string) =>
    sql<{ actorId: string; label: string; targetId: string }>(
      server.kernel.orm.em.fork(),
      `select actor_id as "actorId", actor_label as label, target_id as "targetId" from audit_event where action = $1 order by created_at desc, id desc`,
      [action],
    );

  it("shows what the user sees, says who looks, and writes both persons down for each identity that is read", async () => {
    const { client } = await look();
    expect(await whoIs(client)).toMatchObject({
      user: { email: "local@t.test" },
      viewedBy: { id: adminId },
      canSeeGroup: false,
    });
    expect((await trail("viewAs.started"))[0]).toMatchObject({ actorId: adminId, targetId: agentId });
    await client.query(`{ patient(id: "${patientId}") { nameEn } }`);
    expect((await trail("patient.identityRead"))[0]).toEqual({
      actorId: adminId,
      label: "admin@t.test as local@t.test",
      targetId: patientId,
    });
  });

  it("refuses every mutation of the schema, also those that are open to everybody", async () => {
    const { client } = await look();
    const allowed: string[] = [];
    for (const operation of operationsOf(await createSchema(modules)).filter(({ kind }) => kind === "mutation")) {
      const call = callOf(operation, { depth: 0 });
      const codes = codesOf(await client.query(call.query, call.variables));
      if (JSON.stringify(codes) !== '["FORBIDDEN"]') allowed.push(`${operation.field.name}: ${codes.join()}`);
    }
    expect(allowed).toEqual([]);
    const upload = await fetch(`${server.url}/api/actions/${patientId}/evidence`, {
      method: "POST",
      headers: { authorization: `Bearer ${client.accessToken}` },
      body: new FormData(),
    });
    expect(upload.status).toBe(403);
  });

  it("ends when it is ended, when its time is over, and with the administrator's log-in or right", async () => {
    const ended = await look();
    await admin.query(`mutation { endViewAs(input: { id: "${ended.id}" }) { userErrors { code } } }`);
    expect(await whoIs(ended.client)).toBeNull();
    expect((await trail("viewAs.ended"))[0]).toMatchObject({ actorId: adminId, targetId: agentId });

    const { client } = await look();
    server.kernel.time = new Date(Date.now() + 16 * 60_000);
    expect(await whoIs(client)).toBeNull();
    server.kernel.time = new Date();
    expect(await whoIs(client)).not.toBeNull();

    await sql(server.kernel.orm.em.fork(), "update role_assignment set role = 'ANALYST' where user_id = $1", [adminId]);
    expect(await whoIs(client)).toBeNull();
    await sql(server.kernel.orm.em.fork(), "update role_assignment set role = 'PX_ADMIN' where user_id = $1", [
      adminId,
    ]);
    const again = await look();
    await admin.query("mutation { logout { endedSessions } }");
    expect(await whoIs(again.client)).toBeNull();
    admin = await server.signIn("admin@t.test");
  });

  it("is for administrators, of another active person only, and does not lead on to a third", async () => {
    const local = await server.signIn("local@t.test");
    expect(await start(local, adminId)).toBeUndefined();
    expect((await start(admin, adminId))?.userErrors).toEqual([{ code: "NOT_TO_BE_VIEWED" }]);
    const { client } = await look();
    expect(await start(client, adminId)).toBeUndefined();
  });
});
