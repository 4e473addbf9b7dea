import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { modules } from "../../app.ts";
import { Role } from "../../modules/accounts/index.ts";
import { createSchema, sql } from "../../modules/core/index.ts";
import { buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { operationsOf, type Operation } from "./documents.ts";
import { allIdsOf, furnish, type Ids } from "./furnish.ts";
import { buildSide, localRoles, type LocalRole, type Side } from "./two-hospitals.ts";

/** Two hospitals with everything in them, seen from ALPHA: BRAVO is the other one. */
export interface World {
  readonly server: TestServer;
  readonly operations: readonly Operation[];
  readonly alpha: Side;
  readonly bravo: Side;
  /** Ids of ALPHA and of BRAVO. */
  readonly own: Ids;
  readonly foreign: Ids;
  /** The group's administrator. */
  readonly admin: TestClient;
  /** Somebody of ALPHA. */
  client(role: LocalRole): TestClient;
  /** What of BRAVO an answer gives away; null: nothing. */
  leakIn(answer: unknown): string | null;
  close(): Promise<void>;
}

/** NO-15: the administrator of ALPHA once worked at BRAVO too, and was told of things there. */
async function tellOf(server: TestServer, alpha: Side, bravo: Side): Promise<void> {
  await sql(
    server.kernel.orm.em.fork(),
    `insert into user_notification
     select (jsonb_populate_record(n, jsonb_build_object('id', uuidv7(), 'user_id', $1::uuid))).*
       from user_notification n where n.hospital_id = $2`,
    [alpha.users[Role.HOSPITAL_ADMIN].id, bravo.hospital.id],
  );
}

export async function startWorld(): Promise<World> {
  const files = await mkdtemp(path.join(tmpdir(), "px360-access-"));
  const server = await startTestServer({ FILES_DIR: files });
  await server.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" }));
  const admin = await server.signIn("admin@t.test");
  const alpha = await buildSide(server, "ALPHA");
  const bravo = await buildSide(server, "BRAVO");
  await alpha.visit("E-1", "LAB", "BAD");
  await alpha.visit("E-2", "WARD", "GOOD");
  await bravo.visit("E-1", "LAB", "BAD");
  await bravo.visit("E-2", "WARD", "BAD");
  await bravo.visit("E-3", "LAB");
  const own = await furnish(server, admin, alpha);
  const foreign = await furnish(server, admin, bravo);
  await tellOf(server, alpha, bravo);
  const foreignIds = await allIdsOf(server, bravo);
  const clients = new Map<LocalRole, TestClient>();
  for (const role of localRoles) clients.set(role, await server.signIn(alpha.users[role].email));
  return {
    server,
    operations: operationsOf(await createSchema(modules)),
    alpha,
    bravo,
    own,
    foreign,
    admin,
    client: (role) => clients.get(role) as TestClient,
    leakIn(answer) {
      const text = JSON.stringify(answer);
      const at = text.indexOf(bravo.marker);
      if (at >= 0) return text.slice(Math.max(0, at - 120), at + 60);
      return text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.find((id) => foreignIds.has(id)) ?? null;
    },
    async close() {
      await server.close();
      await rm(files, { recursive: true, force: true });
    },
  };
}
