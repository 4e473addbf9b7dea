import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "./role-matrix.ts";

interface Session {
  id: string;
  isCurrent: boolean;
  lastSeenAt: string;
  userAgent: string | null;
}

describe("log-ins of a person", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospitalId: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospitalId = (await buildHospital(tx)).id;
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
    });
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  const sessionsOf = async (client: TestClient) =>
    (await client.query<{ mySessions: Session[] }>("{ mySessions { id isCurrent lastSeenAt userAgent } }")).data
      ?.mySessions;
  const isIn = async (client: TestClient) =>
    (await client.query<{ viewer: object | null }>("{ viewer { canSeeGroup } }")).data?.viewer !== null;
  const newcomer = async (email: string, role?: Role) => {
    const user = await server.kernel.tx((tx) => buildUser(tx, { email, ...(role ? { role } : {}) }));
    return { id: user.id, here: await server.signIn(email) };
  };
  /** The close code of the person's socket, when it closes. */
  function openSocket(client: TestClient) {
    const closed = vi.fn();
    let isOpen = false;
    const socket = createClient({
      url: `${server.url.replace(/^http/, "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { accessToken: client.accessToken },
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => undefined,
      on: { connected: () => (isOpen = true), closed: (event) => closed((event as CloseEvent).code) },
    });
    return {
      opened: () => vi.waitFor(() => expect(isOpen).toBe(true), { timeout: 5_000 }),
      closesWith: (code: number) => vi.waitFor(() => expect(closed).toHaveBeenCalledWith(code), { timeout: 5_000 }),
      hasClosed: () => closed.mock.calls.length > 0,
      dispose: () => socket.dispose(),
    };
  }

  it("AC-10: shows one's own open log-ins, and ends one of them, or all others; never another person's", async () => {
    const { here } = await newcomer("one@t.test");
    const there = await server.signIn("one@t.test");
    const sessions = (await sessionsOf(here)) ?? [];
    expect(sessions.filter((session) => session.isCurrent)).toHaveLength(1);
    expect(sessions).toHaveLength(2);
    const document = "mutation ($input: EndMySessionInput!) { endMySession(input: $input) { endedSessions } }";
    const [foreign] = (await sessionsOf(admin)) ?? [];
    const refused = await here.query(document, { input: { id: foreign?.id } });
    expect(refused.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    await here.query(document, { input: { id: sessions.find((session) => !session.isCurrent)?.id } });
    expect([await isIn(here), await isIn(there), await isIn(admin)]).toEqual([true, false, true]);
    const again = await server.signIn("one@t.test");
    await here.query("mutation { endMyOtherSessions { endedSessions } }");
    expect([await isIn(here), await isIn(again)]).toEqual([true, false]);
  });

  it("AC-4: a changed role closes the person's open sockets at once, so that all is judged anew; others stay", async () => {
    const { id, here } = await newcomer("changing@t.test");
    const [mine, other] = [openSocket(here), openSocket(admin)];
    await Promise.all([mine.opened(), other.opened()]);
    const began = Date.now();
    await admin.query("mutation ($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code } } }", {
      input: { userId: id, role: "ANALYST", scopeType: "HOSPITAL", hospitalId },
    });
    await mine.closesWith(4205);
    // Far below the quarter of a minute after which sockets are asked anyway.
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(other.hasClosed()).toBe(false);
    await Promise.all([mine.dispose(), other.dispose()]);
  });

  it("AC-8, AC-4: deactivating, and ending a log-in, close its sockets as signed out", async () => {
    const { id, here } = await newcomer("leaving@t.test", Role.ANALYST);
    const there = await server.signIn("leaving@t.test");
    const [first, second] = [openSocket(here), openSocket(there)];
    await Promise.all([first.opened(), second.opened()]);
    await here.query("mutation { endMyOtherSessions { endedSessions } }");
    await second.closesWith(4403);
    expect(first.hasClosed()).toBe(false);
    await admin.query(
      "mutation ($input: SetUserActiveInput!) { setUserActive(input: $input) { userErrors { code } } }",
      { input: { id, isActive: false } },
    );
    await first.closesWith(4403);
    await Promise.all([first.dispose(), second.dispose()]);
  });
});
