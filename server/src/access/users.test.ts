import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "../testing/drain.ts";
import { buildDepartment, buildHospital, buildUser, testPassword } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";
import { statementsOf } from "../testing/statements.ts";
import { deliverOutbox, outboxContract, sql } from "../modules/core/index.ts";
import type { Hospital } from "../modules/organizations/index.ts";
import { Role } from "../modules/accounts/index.ts";
import { notificationsContract, sendNotifications } from "../modules/notifications/index.ts";

const handlers = [
  { contract: outboxContract, handle: deliverOutbox },
  { contract: notificationsContract, handle: sendNotifications },
];

interface Answer {
  userErrors: { code: string }[];
  user?: { id: string; status: string; roles: { id: string }[] } | null;
  endedSessions?: number;
}

describe("users", () => {
  let server: TestServer;
  let admin: TestClient;
  let local: TestClient;
  let riyadh: Hospital;
  let jeddah: Hospital;
  let department: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      riyadh = await buildHospital(tx);
      jeddah = await buildHospital(tx);
      department = (await buildDepartment(tx, { hospital: riyadh })).id;
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: riyadh, email: "local@t.test" });
    });
    [admin, local] = [await server.signIn("admin@t.test"), await server.signIn("local@t.test")];
  });
  afterAll(() => server.close());

  async function change(client: TestClient, field: string, input: object) {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
    const types: Record<string, string> = {
      resendInvitation: "UserId",
      sendPasswordReset: "UserId",
      unlockUser: "UserId",
    };
    const fields = field === "endUserSessions" ? "endedSessions" : "user { id status roles { id } }";
    const answer = await client.query<Record<string, Answer>>(
      `mutation ($input: ${types[field] ?? type}Input!) { ${field}(input: $input) { ${fields} userErrors { code } } }`,
      { input },
    );
    const payload = answer.data?.[field];
    return { payload, codes: payload?.userErrors.map(({ code }) => code) ?? [answer.errors?.[0]?.extensions?.code] };
  }
  const names = { nameEn: "New Person", nameAr: "شخص جديد", language: "EN" };
  const atRiyadh = (role: string) => ({ role, scopeType: "HOSPITAL", hospitalId: riyadh.id });
  const invite = (client: TestClient, email: string, roles: object[]) =>
    change(client, "inviteUser", { email, ...names, roles });
  const build = (email: string, role: Role, hospital?: Hospital) =>
    server.kernel.tx(async (tx) => (await buildUser(tx, { email, role, ...(hospital ? { hospital } : {}) })).id);

  /** The token of the last link that was mailed about a user, read as the one who runs the installation may. */
  async function mailedToken(userId: string) {
    await drain(server.kernel, handlers);
    const [row] = await sql<{ body: Buffer }>(
      server.kernel.orm.em.fork(),
      "select body_sealed as body from notification_log where related_id = $1 order by created_at desc, id desc limit 1",
      [userId],
    );
    const body = row ? server.kernel.cipher.open(row.body) : "";
    return /set-password#(\S+)/.exec(body)?.[1] ?? "";
  }
  async function byLink(token: string, newPassword: string) {
    const answer = await server
      .client()
      .query<{ setPasswordByLink: { email: string | null } & Answer }>(
        "mutation ($input: SetPasswordByLinkInput!) { setPasswordByLink(input: $input) { email userErrors { code } } }",
        { input: { token, newPassword } },
      );
    return answer.data?.setPasswordByLink.userErrors.map(({ code }) => code);
  }
  const infoOf = async (token: string) =>
    (
      await server
        .client()
        .query<{ accountLink: { purpose: string; email: string } | null }>(
          "query ($token: String!) { accountLink(token: $token) { purpose email } }",
          { token },
        )
    ).data?.accountLink;

  it("AC-13: an invited person gets one link by e-mail, which works once; nobody signs in before", async () => {
    const invited = await invite(admin, "new@t.test", [atRiyadh("STAFF")]);
    expect(invited.codes).toEqual([]);
    expect(invited.payload?.user?.status).toBe("INVITED");
    const id = invited.payload?.user?.id ?? "";
    await expect(server.signIn("new@t.test")).rejects.toThrow();
    const first = await mailedToken(id);
    await change(admin, "resendInvitation", { id });
    const token = await mailedToken(id);
    expect(token).not.toBe(first);
    expect(await infoOf(first)).toBeNull();
    expect(await infoOf(`${token}x`)).toBeNull();
    expect(await infoOf(token)).toMatchObject({ purpose: "INVITATION", email: "new@t.test" });
    expect(await byLink(token, "short")).toEqual(["PASSWORD_TOO_SHORT"]);
    expect(await byLink(token, testPassword)).toEqual([]);
    expect(await byLink(token, testPassword)).toEqual(["LINK_GONE"]);
    await server.signIn("new@t.test");
    expect((await change(admin, "resendInvitation", { id })).codes).toEqual(["NOT_INVITED"]);
  });

  it("AC-13: a link runs out, and dies with the account; the log shows it to nobody but who manages all users", async () => {
    const { payload } = await invite(admin, "late@t.test", [atRiyadh("STAFF")]);
    const id = payload?.user?.id ?? "";
    const token = await mailedToken(id);
    const bodies = async (client: TestClient) =>
      JSON.stringify(
        (await client.query("{ notificationLogs(filter: { purpose: [ACCOUNT_INVITATION] }) { nodes { body } } }")).data,
      );
    expect(await bodies(admin)).toContain(token);
    expect(await bodies(local)).not.toContain(token);
    server.kernel.time = new Date(Date.now() + 73 * 3_600_000);
    expect(await infoOf(token)).toBeNull();
    expect(await byLink(token, testPassword)).toEqual(["LINK_GONE"]);
    server.kernel.time = new Date();
    expect(await infoOf(token)).not.toBeNull();
    await change(admin, "setUserActive", { id, isActive: false });
    expect(await infoOf(token)).toBeNull();
  });

  it("AC-13: a reset keeps the password until a new one is chosen, which ends every log-in and lock", async () => {
    const id = await build("forgetful@t.test", Role.STAFF, riyadh);
    const before = await server.signIn("forgetful@t.test");
    expect((await change(local, "sendPasswordReset", { id })).codes).toEqual([]);
    await server.signIn("forgetful@t.test");
    await sql(
      server.kernel.orm.em.fork(),
      "update app_user set locked_until = now() + interval '1 hour' where id = $1",
      [id],
    );
    expect(await byLink(await mailedToken(id), testPassword)).toEqual([]);
    await server.signIn("forgetful@t.test");
    expect((await before.query<{ viewer: object | null }>("{ viewer { canSeeGroup } }")).data?.viewer).toBeNull();
  });

  it("AC-3: a locked account is shown as such and opened by an administrator", async () => {
    const id = await build("locked@t.test", Role.STAFF, riyadh);
    await sql(
      server.kernel.orm.em.fork(),
      "update app_user set locked_until = now() + interval '1 hour' where id = $1",
      [id],
    );
    const locked = await admin.query<{ users: { nodes: { id: string }[] } }>(
      "{ users(filter: { status: [LOCKED] }) { nodes { id } } }",
    );
    expect(locked.data?.users.nodes).toEqual([{ id }]);
    expect((await change(admin, "unlockUser", { id })).payload?.user?.status).toBe("ACTIVE");
    await server.signIn("locked@t.test");
  });

  it("AC-9: nobody gives what they don't hold, or where they don't hold it", async () => {
    const id = await build("member@t.test", Role.STAFF, riyadh);
    const give = async (client: TestClient, role: object) =>
      (await change(client, "assignRole", { userId: id, ...role })).codes;
    expect(await give(local, atRiyadh("PX_COORDINATOR"))).toEqual(["ROLE_NOT_YOURS_TO_GIVE"]);
    expect(await give(local, { role: "PX_ADMIN", scopeType: "GROUP" })).toEqual(["ROLE_NOT_YOURS_TO_GIVE"]);
    expect(await give(local, { role: "ANALYST", scopeType: "GROUP" })).toEqual(["ROLE_NOT_YOURS_TO_GIVE"]);
    expect(await give(local, { role: "STAFF", scopeType: "HOSPITAL", hospitalId: jeddah.id })).toEqual(["NOT_FOUND"]);
    expect(await give(admin, atRiyadh("SERVICE_ACCOUNT"))).toEqual(["ROLE_NOT_YOURS_TO_GIVE"]);
    expect(await give(local, atRiyadh("ANALYST"))).toEqual([]);
    expect(await give(local, { role: "STAFF", scopeType: "DEPARTMENT", departmentId: department })).toEqual([]);
    const reaches = await local.query<{ grantableRoles: { role: string; isGroup: boolean; hospitalIds: string[] }[] }>(
      "{ grantableRoles { role isGroup hospitalIds } }",
    );
    const roles = reaches.data?.grantableRoles ?? [];
    expect(roles.map(({ role }) => role)).toContain("DEPARTMENT_MANAGER");
    expect(roles.map(({ role }) => role)).not.toContain("PX_COORDINATOR");
    for (const each of roles) expect(each).toMatchObject({ isGroup: false, hospitalIds: [riyadh.id] });
  });

  it("AC-12: who manages one hospital does not change accounts that also belong elsewhere", async () => {
    const id = await build("both@t.test", Role.STAFF, riyadh);
    await change(admin, "assignRole", { userId: id, role: "STAFF", scopeType: "HOSPITAL", hospitalId: jeddah.id });
    for (const [field, input] of [
      ["setUserActive", { id, isActive: false }],
      ["sendPasswordReset", { id }],
      ["unlockUser", { id }],
      ["endUserSessions", { userId: id }],
    ] as const) {
      expect((await change(local, field, input)).codes, field).toEqual(["FORBIDDEN"]);
    }
    const foreign = await build("jeddah@t.test", Role.STAFF, jeddah);
    expect((await change(local, "setUserActive", { id: foreign, isActive: false })).codes).toEqual(["NOT_FOUND"]);
    expect((await invite(local, "x@t.test", [{ role: "STAFF", scopeType: "GROUP" }])).codes).toEqual([
      "ROLE_NOT_YOURS_TO_GIVE",
    ]);
    expect((await invite(local, "x@t.test", [])).codes).toEqual(["REQUIRED"]);
    expect((await invite(local, "x@t.test", [atRiyadh("STAFF")])).codes).toEqual([]);
  });

  it("AC-17: the last PX admin who can sign in is neither deactivated nor stripped of the role", async () => {
    const me = await admin.query<{ viewer: { user: { id: string }; roles: { id: string }[] } }>(
      "{ viewer { user { id } roles { id } } }",
    );
    const role = { id: me.data?.viewer.roles[0]?.id };
    expect((await change(admin, "revokeRole", role)).codes).toEqual(["LAST_ADMIN"]);
    // One who was only invited can't stand in.
    await invite(admin, "second@t.test", [{ role: "PX_ADMIN", scopeType: "GROUP" }]);
    expect((await change(admin, "revokeRole", role)).codes).toEqual(["LAST_ADMIN"]);
    const other = await build("other-admin@t.test", Role.PX_ADMIN);
    const second = await server.signIn("other-admin@t.test");
    expect((await change(admin, "setUserActive", { id: other, isActive: false })).codes).toEqual([]);
    expect((await change(admin, "setUserActive", { id: other, isActive: true })).codes).toEqual([]);
    expect(second.accessToken).toBeDefined();
  });

  it("AC-14: an administrator sees a user's log-ins and ends one, or all", async () => {
    const id = await build("watched@t.test", Role.STAFF, riyadh);
    const clients = [await server.signIn("watched@t.test"), await server.signIn("watched@t.test")];
    const sessions = async (client: TestClient) =>
      (await client.query<{ userSessions: { id: string }[] }>(`{ userSessions(userId: "${id}") { id address } }`)).data
        ?.userSessions ?? [];
    const open = await sessions(local);
    expect(open).toHaveLength(2);
    expect((await change(local, "endUserSessions", { userId: id, id: open[0]?.id })).payload?.endedSessions).toBe(1);
    expect((await change(admin, "endUserSessions", { userId: id })).payload?.endedSessions).toBe(1);
    for (const client of clients) {
      expect((await client.query<{ viewer: object | null }>("{ viewer { canSeeGroup } }")).data?.viewer).toBeNull();
    }
  });

  it("lists users with roles and abilities in a number of queries that does not grow with them", async () => {
    const ask = async (first: number) => {
      const fields = "nodes { id status roles { role hospital { code } } abilities { canEdit } }";
      const statements = await statementsOf(() => admin.query(`{ users(first: ${first}) { ${fields} } }`));
      return statements.length;
    };
    expect(await ask(10)).toBe(await ask(2));
  });

  it("CO-30: finds people by words of name and e-mail in any spelling, from an index", async () => {
    await server.kernel.tx(async (tx) => {
      const user = await buildUser(tx, { role: Role.STAFF, hospital: riyadh, email: "hoda.a@t.test" });
      Object.assign(user, { nameEn: "Huda Alahmadi", nameAr: "هُدى الأحمدي" });
    });
    const found = async (search: string) => {
      const { data } = await admin.query<{ users: { nodes: { email: string }[] } }>(
        "query ($search: String) { users(filter: { search: $search }) { nodes { email } } }",
        { search },
      );
      return data?.users.nodes.map(({ email }) => email);
    };
    for (const search of ["الاحمدي هدى", "ALAHMADI hu", "hoda.a@"])
      expect(await found(search)).toEqual(["hoda.a@t.test"]);
    expect(await found("Huda 100%")).toEqual([]);

    const em = server.kernel.orm.em.fork();
    await sql(
      em,
      `insert into app_user (email, name_ar, name_en, password_hash)
       select 'bulk' || n || '@t.test', 'اسم ' || n, 'Name ' || md5(n::text), 'unset' from generate_series(1, 20000) as n`,
    );
    await sql(em, "analyze app_user");
    const [listed] = (await statementsOf(() => found("الاحمدي هدى"))).filter((text) => text.includes("fold_text"));
    expect(listed).toContain("email::text");
    const plan = await sql<Record<string, string>>(
      em,
      `explain (costs off) select * from app_user u where fold_text(u.email::text || ' ' || u.name_en || ' ' || u.name_ar) like '%احمدي%' order by name_en, id limit 26`,
    );
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("app_user_folded");
  });
});
