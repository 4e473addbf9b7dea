import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildUser, testPassword } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { sql } from "../core/index.ts";
import { viewerOfApiKey } from "./authenticate.ts";
import { hashPassword, verifyPassword } from "./password.rules.ts";
import { Role } from "./role-matrix.ts";
import { createFirstAdmin } from "./user-admin.service.ts";

type Errors = { userErrors: { code: string }[] };

describe("accounts", () => {
  let server: TestServer;
  let admin: TestClient;
  let riyadh: string;
  let staff: { id: string; email: string };

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      riyadh = hospital.id;
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      const user = await buildUser(tx, { role: Role.STAFF, hospital, email: "staff@t.test" });
      staff = { id: user.id, email: user.email };
    });
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  const change = async <Payload extends Errors>(
    client: TestClient,
    field: string,
    type: string,
    fields: string,
    input: object,
  ) => {
    const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${fields} userErrors { code } } }`;
    const answer = await client.query<Record<string, Payload>>(document, { input });
    return { payload: answer.data?.[field], code: answer.errors?.[0]?.extensions?.code };
  };
  const codes = (payload: Errors | undefined) => payload?.userErrors.map(({ code }) => code);
  const permissions = async (client: TestClient) =>
    (await client.query<{ viewer: { permissions: string[] } | null }>("{ viewer { permissions } }")).data?.viewer
      ?.permissions;

  it("AC-1: stores scrypt with its parameters; the right password opens it in any Unicode form, another does not", async () => {
    const stored = await hashPassword("caf\u00e9-px360-demo");
    expect(stored).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(stored).not.toContain("px360");
    expect(await verifyPassword("cafe\u0301-px360-demo", stored)).toBe(true);
    expect(await verifyPassword("cafe-px360-demo", stored)).toBe(false);
    expect(await verifyPassword("anything", "not a hash")).toBe(false);
  });

  it("AC-6: a key is shown once, stored hashed, bound to its source, posts events only, and ends when revoked", async () => {
    const made = await change<Errors & { secret: string; apiKey: { id: string } }>(
      admin,
      "createApiKey",
      "CreateApiKeyInput",
      "secret apiKey { id prefix }",
      { label: "his", sourceSystem: "HIS", hospitalId: riyadh },
    );
    const secret = made.payload?.secret ?? "";
    const rows = await sql<{ row: string }>(server.kernel.orm.em.fork(), "select k::text as row from api_key k");
    for (const { row } of rows) expect(row).not.toContain(secret);
    const viewer = await viewerOfApiKey(server.kernel, secret);
    expect(viewer).toMatchObject({ sourceSystem: "HIS", kind: "SERVICE" });
    expect(viewer?.grants.flatMap((grant) => [...grant.permissions])).toEqual(["intake.post"]);
    expect(viewer?.grants[0]).toMatchObject({ level: "HOSPITAL", hospitalId: riyadh });
    await change(admin, "revokeApiKey", "RevokeApiKeyInput", "apiKey { revokedAt }", { id: made.payload?.apiKey.id });
    expect(await viewerOfApiKey(server.kernel, secret)).toBeNull();
  });

  it("AC-16: a rotated key and the one before both work until the overlap ends; an expired key does not", async () => {
    const create = (input: object) =>
      change<Errors & { secret: string; apiKey: { id: string } }>(
        admin,
        "createApiKey",
        "CreateApiKeyInput",
        "secret apiKey { id }",
        {
          label: "lab",
          sourceSystem: "LIS",
          ...input,
        },
      );
    const rotate = (id: string | undefined, overlapHours: number) =>
      change<Errors & { secret: string }>(admin, "rotateApiKey", "RotateApiKeyInput", "secret", { id, overlapHours });
    const works = async (secret: string | undefined) => (await viewerOfApiKey(server.kernel, secret ?? "")) !== null;
    const made = (await create({})).payload;
    const next = (await rotate(made?.apiKey.id, 24)).payload;
    expect([await works(made?.secret), await works(next?.secret)]).toEqual([true, true]);
    server.kernel.time = new Date(Date.now() + 25 * 3_600_000);
    expect([await works(made?.secret), await works(next?.secret)]).toEqual([false, true]);
    server.kernel.time = new Date();
    const last = (await rotate(made?.apiKey.id, 0)).payload;
    expect([await works(next?.secret), await works(last?.secret)]).toEqual([false, true]);
    const brief = (await create({ expiresAt: new Date(Date.now() + 3_600_000) })).payload;
    expect(await works(brief?.secret)).toBe(true);
    const past = "update api_key set expires_at = now() - interval '1 second' where id = $1";
    await sql(server.kernel.orm.em.fork(), past, [brief?.apiKey.id]);
    expect(await works(brief?.secret)).toBe(false);
    expect(codes((await rotate(brief?.apiKey.id, 1)).payload)).toEqual(["KEY_ENDED"]);
    expect(codes((await create({ expiresAt: new Date(0) })).payload)).toEqual(["IN_THE_PAST"]);
  });

  it("AC-6: a service account's secret is made here, shown once and replaced at once; disabling ends it", async () => {
    const token = async (password: string | undefined) =>
      (
        await fetch(`${server.url}/api/auth/token/`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ username: "his-feed", password }),
        })
      ).status;
    type Made = Errors & { secret: string; user: { id: string } };
    const made = (
      await change<Made>(admin, "createServiceAccount", "CreateServiceAccountInput", "secret user { id }", {
        username: "his-feed",
        sourceSystem: "HIS",
      })
    ).payload;
    const id = made?.user.id;
    expect(await token(made?.secret)).toBe(200);
    const next = (await change<Made>(admin, "rotateServiceAccountSecret", "UserIdInput", "secret", { id })).payload;
    expect([await token(made?.secret), await token(next?.secret)]).toEqual([401, 200]);
    await change(admin, "setServiceAccountActive", "SetUserActiveInput", "user { id }", { id, isActive: false });
    expect(await token(next?.secret)).toBe(401);
  });

  it("AC-7: a new password asks for the old one, must be long enough, and ends every other log-in", async () => {
    const [here, elsewhere] = [await server.signIn(staff.email), await server.signIn(staff.email)];
    const ask = (input: object) => change(here, "changeMyPassword", "ChangeMyPasswordInput", "user { id }", input);
    expect(codes((await ask({ currentPassword: "wrong", newPassword: "long enough now" })).payload)).toEqual([
      "WRONG_CREDENTIALS",
    ]);
    expect(codes((await ask({ currentPassword: testPassword, newPassword: "short" })).payload)).toEqual([
      "PASSWORD_TOO_SHORT",
    ]);
    expect(codes((await ask({ currentPassword: testPassword, newPassword: "long enough now" })).payload)).toEqual([]);
    expect(await permissions(here)).toBeDefined();
    expect(await permissions(elsewhere)).toBeUndefined();
  });

  it("AC-9, AC-4: a role has the reach it needs, counts at once on an open log-in, and is gone at once when taken", async () => {
    await server.kernel.tx((tx) => buildUser(tx, { email: "new@t.test" }));
    const newcomer = await server.signIn("new@t.test");
    expect(await permissions(newcomer)).toEqual([]);
    const found = await admin.query<{ users: { nodes: { id: string }[] } }>(
      '{ users(filter: { search: "new@t.test" }) { nodes { id } } }',
    );
    const userId = found.data?.users.nodes[0]?.id;
    const assign = (input: object) =>
      change<Errors & { user: { roles: { id: string }[] } | null }>(
        admin,
        "assignRole",
        "AssignRoleInput",
        "user { roles { id } }",
        { userId, ...input },
      );
    expect(codes((await assign({ role: "STAFF", scopeType: "HOSPITAL" })).payload)).toEqual(["REQUIRED"]);
    expect(codes((await assign({ role: "PX_ADMIN", scopeType: "HOSPITAL", hospitalId: riyadh })).payload)).toEqual([
      "SCOPE_NOT_ALLOWED",
    ]);
    const given = await assign({ role: "ANALYST", scopeType: "HOSPITAL", hospitalId: riyadh });
    expect(await permissions(newcomer)).toContain("survey.read");
    expect(codes((await assign({ role: "ANALYST", scopeType: "HOSPITAL", hospitalId: riyadh })).payload)).toEqual([
      "ALREADY_ASSIGNED",
    ]);
    await change(admin, "revokeRole", "RevokeRoleInput", "user { id }", { id: given.payload?.user?.roles[0]?.id });
    expect(await permissions(newcomer)).toEqual([]);
  });

  it("AC-8: a deactivated user is out at once and can't come back; nobody deactivates themselves", async () => {
    await server.kernel.tx((tx) => buildUser(tx, { role: Role.ANALYST, email: "leaver@t.test" }));
    const leaver = await server.signIn("leaver@t.test");
    const found = await admin.query<{
      users: { nodes: { id: string; email: string }[] };
      viewer: { user: { id: string } };
    }>('{ users(filter: { search: "leaver@t.test" }) { nodes { id } } viewer { user { id } } }');
    const off = (id: string | undefined) =>
      change(admin, "setUserActive", "SetUserActiveInput", "user { isActive }", { id, isActive: false });
    expect(codes((await off(found.data?.users.nodes[0]?.id)).payload)).toEqual([]);
    expect(await permissions(leaver)).toBeUndefined();
    await expect(server.signIn("leaver@t.test")).rejects.toThrow(/could not sign in/);
    expect(codes((await off(found.data?.viewer.user.id)).payload)).toEqual(["SELF"]);
  });

  it("gives out the first administrator once", async () => {
    const first = { email: "first@t.test", nameEn: "First", nameAr: "الأول", password: "long enough now" };
    await expect(server.kernel.tx((tx) => createFirstAdmin(tx, first))).rejects.toThrow("ADMIN_EXISTS");
  });
});
