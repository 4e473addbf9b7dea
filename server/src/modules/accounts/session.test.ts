import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { buildHospital, buildUser, testPassword } from "../../testing/factories.ts";
import { sql } from "../core/index.ts";
import { Role } from "./role-matrix.ts";

const loginDocument = `mutation ($input: LoginInput!) {
  login(input: $input) { accessToken refreshToken user { email } userErrors { code message } }
}`;
const refreshDocument = `mutation ($input: RefreshSessionInput) {
  refreshSession(input: $input) { accessToken refreshToken userErrors { code } }
}`;
const viewerDocument = "{ viewer { user { email } permissions canSeeGroup hospitals { code } } }";

interface Session {
  accessToken: string | null;
  refreshToken: string | null;
  user: { email: string } | null;
  userErrors: { code: string; message: string }[];
}

describe("sessions", () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  const email = "admin@test.px360.test";
  const login = async (name: string, password: string) => {
    const answer = await server.client().query<{ login: Session }>(loginDocument, { input: { email: name, password } });
    return answer.data?.login as Session;
  };
  const refresh = async (refreshToken: string) => {
    const answer = await server
      .client()
      .query<{ refreshSession: Session }>(refreshDocument, { input: { refreshToken } });
    return answer.data?.refreshSession as Session;
  };

  it("signs a person in and tells who they are", async () => {
    await server.kernel.tx(async (tx) => {
      await buildUser(tx, { role: Role.PX_ADMIN, email });
      await buildHospital(tx);
    });
    const session = await login(email, testPassword);
    expect(session.userErrors).toEqual([]);
    const answer = await server
      .client(session.accessToken ?? "")
      .query<{ viewer: { canSeeGroup: boolean; permissions: string[] } }>(viewerDocument);
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.viewer.canSeeGroup).toBe(true);
    expect(answer.data?.viewer.permissions).toContain("hospital.manage");
  });

  it("AC-2: answers an unknown name and a wrong password alike, and audits both", async () => {
    const unknown = await login("nobody@test.px360.test", testPassword);
    const wrong = await login(email, "not the password");
    expect(unknown).toEqual(wrong);
    const rows = await sql<{ reason: string }>(
      server.kernel.orm.em.fork(),
      "select after->>'reason' as reason from audit_event where action = 'login.failed' order by created_at",
    );
    expect(rows.map((row) => row.reason)).toEqual(["UNKNOWN_NAME", "WRONG_PASSWORD"]);
  });

  it("AC-3: locks after five wrong passwords, also when they are sent at once, and opens again", async () => {
    const locked = "locked@test.px360.test";
    await server.kernel.tx((tx) => buildUser(tx, { role: Role.STAFF, email: locked }));
    await Promise.all(Array.from({ length: 5 }, () => login(locked, "guess")));
    expect((await login(locked, testPassword)).accessToken).toBeNull();
    server.kernel.time = new Date(Date.now() + 2 * 60_000);
    expect((await login(locked, testPassword)).accessToken).not.toBeNull();
    server.kernel.time = new Date();
  });

  it("AC-5: rotates refresh tokens and ends the log-in when an old one comes back", async () => {
    const first = await login(email, testPassword);
    const second = await refresh(first.refreshToken ?? "");
    expect(second.refreshToken).not.toBe(first.refreshToken);
    server.kernel.time = new Date(Date.now() + 60_000);
    expect((await refresh(first.refreshToken ?? "")).userErrors[0]?.code).toBe("SESSION_ENDED");
    expect((await refresh(second.refreshToken ?? "")).userErrors[0]?.code).toBe("SESSION_ENDED");
    const answer = await server.client(second.accessToken ?? "").query<{ viewer: unknown }>(viewerDocument);
    expect(answer.data?.viewer).toBeNull();
  });

  it("ends every log-in with log-out everywhere, at once", async () => {
    const [one, two] = [await login(email, testPassword), await login(email, testPassword)];
    await server
      .client(one.accessToken ?? "")
      .query("mutation { logout(input: { everywhere: true }) { endedSessions } }");
    const answer = await server.client(two.accessToken ?? "").query<{ viewer: unknown }>(viewerDocument);
    expect(answer.data?.viewer).toBeNull();
  });

  it("answers an anonymous caller with nothing but what is public", async () => {
    const answer = await server.client().query("{ hospitals { nodes { code } } }");
    expect(answer.errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
    expect((await server.client().query("{ __typename }")).errors).toBeUndefined();
  });
});
