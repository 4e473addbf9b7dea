import { once } from "node:events";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../modules/accounts/index.ts";
import { sql } from "../modules/core/index.ts";
import { buildUser } from "../testing/factories.ts";
import { watch, type LiveClient } from "../testing/live-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { allIdsOf, furnish, type Ids } from "./testing/furnish.ts";
import { buildSide, type LocalRole, type Side } from "./testing/two-hospitals.ts";

const feed = `subscription ($since: DateTimeISO) { liveFeed(since: $since) {
  id kind encounterId hospital { id nameEn } department { id nameEn } stageNameEn journeyId surveyInstanceId pxActionId } }`;
const watchers = [
  Role.HOSPITAL_ADMIN,
  Role.PX_COORDINATOR,
  Role.DEPARTMENT_MANAGER,
  Role.PHYSICIAN,
  Role.EXECUTIVE,
  Role.ANALYST,
] as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("P2: live messages, over real sockets", () => {
  let server: TestServer;
  let alpha: Side;
  let bravo: Side;
  let foreign: Ids;
  let adminToken: string | undefined;
  const open: LiveClient<unknown>[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" }));
    const admin = await server.signIn("admin@t.test");
    adminToken = admin.accessToken;
    alpha = await buildSide(server, "ALPHA");
    bravo = await buildSide(server, "BRAVO");
    await alpha.visit("E-1", "LAB", "BAD");
    await bravo.visit("E-1", "LAB", "BAD");
    foreign = await furnish(server, admin, bravo);
  });
  afterAll(async () => {
    await Promise.all(open.map((client) => client.close()));
    await server.close();
  });

  function follow(
    token: string | undefined,
    query = feed,
    variables: Record<string, unknown> = { since: "2026-01-01T00:00:00.000Z" },
  ): LiveClient<object> {
    const client = watch<object>(server, token, query, variables);
    open.push(client);
    return client;
  }
  const tokenOf = async (side: Side, role: LocalRole) => (await server.signIn(side.users[role].email)).accessToken;
  const has = (client: LiveClient<object>, text: string) => JSON.stringify(client.items).includes(text);
  async function eventually(what: () => boolean): Promise<void> {
    for (const end = Date.now() + 10_000; !what(); await pause(25))
      if (Date.now() > end) throw new Error("it did not come");
  }

  it("AN-8: liveFeed: what was missed and what is new, of the own hospital only; the group sees both", async () => {
    const group = follow(adminToken);
    const own = new Map<Role, LiveClient<object>>();
    for (const role of watchers) own.set(role, follow(await tokenOf(alpha, role)));
    // What was missed comes first: then the subscription stands.
    await Promise.all([group, ...own.values()].map((client) => client.until(1)));
    await pause(300);
    await bravo.visit("E-7", "LAB", "BAD");
    await alpha.visit("E-8", "LAB", "BAD");
    const foreignIds = [...(await allIdsOf(server, bravo))];
    await eventually(
      () =>
        has(group, "E-7") &&
        has(group, "E-8") &&
        [...own.values()].every((client) => has(client, "NEGATIVE_SURVEY") && has(client, "E-8")),
    );
    await pause(300);
    for (const [role, client] of own) {
      const text = JSON.stringify(client.items);
      expect({
        role,
        marker: text.includes("BRAVO"),
        encounter: text.includes("E-7"),
        ids: foreignIds.filter((id) => text.includes(id)),
      }).toEqual({
        role,
        marker: false,
        encounter: false,
        ids: [],
      });
    }
  });

  it("liveFeed: naming the other hospital or its department brings nothing", async () => {
    const token = await tokenOf(alpha, Role.HOSPITAL_ADMIN);
    const filtered =
      "subscription ($since: DateTimeISO, $filter: LiveFeedFilter) { liveFeed(since: $since, filter: $filter) { id } }";
    const variables = (filter: object) => ({ since: "2026-01-01T00:00:00.000Z", filter });
    const [byHospital, byDepartment] = [
      { hospitalId: [foreign["Hospital"]] },
      { departmentId: [foreign["Department"]] },
    ].map((filter) => follow(token, filtered, variables(filter)));
    const group = follow(adminToken, filtered, variables({ hospitalId: [foreign["Hospital"]] }));
    await group.until(1);
    await pause(300);
    const before = group.items.length;
    await bravo.visit("E-11", "LAB");
    await group.until(before + 1);
    await pause(300);
    expect([byHospital?.items, byDepartment?.items, byHospital?.errors]).toEqual([[], [], []]);
  });

  it("journeyChanged and pxActionChanged of the other hospital: NOT_FOUND", async () => {
    const token = await tokenOf(alpha, Role.HOSPITAL_ADMIN);
    const one = (name: string, id: string | undefined, as: string | undefined) =>
      follow(as, `subscription ($id: ID!) { ${name}(id: $id) { id } }`, { id });
    const journey = one("journeyChanged", foreign["JourneyInstance"], token);
    const action = one("pxActionChanged", foreign["PxAction"], token);
    const group = one("pxActionChanged", foreign["PxAction"], adminToken);
    await eventually(() => journey.errors.length > 0 && action.errors.length > 0);
    for (const { errors } of [journey, action]) expect(JSON.stringify(errors)).toContain("NOT_FOUND");
    const admin = server.client(adminToken);
    for (let n = 0; n < 40 && group.items.length === 0; n++) {
      await admin.query(
        "mutation ($input: AddPxActionNoteInput!) { addPxActionNote(input: $input) { userErrors { code } } }",
        { input: { id: foreign["PxAction"], note: "seen?" } },
      );
      await pause(100);
    }
    await group.until(1);
    await pause(300);
    expect([journey.items, action.items]).toEqual([[], []]);
  });

  it("AC-41: presence at a record of the other hospital: NOT_FOUND, and nobody there sees the caller", async () => {
    const query = "subscription ($type: String!, $id: ID!) { presence(type: $type, id: $id) { mode user { id } } }";
    const token = await tokenOf(alpha, Role.HOSPITAL_ADMIN);
    for (const type of ["Complaint", "Feedback", "PxAction"]) {
      expect(foreign[type]).toBeDefined();
      const insider = follow(await tokenOf(bravo, Role.HOSPITAL_ADMIN), query, { type, id: foreign[type] });
      await insider.until(1);
      const outsider = follow(token, query, { type, id: foreign[type] });
      await eventually(() => outsider.errors.length > 0);
      expect(JSON.stringify(outsider.errors)).toContain("NOT_FOUND");
      expect([outsider.items, insider.items]).toEqual([[], [[]]]);
    }
  });

  it("CM-20, FB-10: complaintsChanged and feedbacksChanged hint at what lies in the own reach only, at most once a second", async () => {
    const note = {
      complaintsChanged: ["AddComplaintNoteInput", "addComplaintNote", "Complaint"],
      feedbacksChanged: ["AddFeedbackNoteInput", "addFeedbackNote", "Feedback"],
    } as const;
    const admin = server.client(adminToken);
    for (const name of ["complaintsChanged", "feedbacksChanged"] as const) {
      const [input, mutation, type] = note[name];
      const own = follow(await tokenOf(bravo, Role.HOSPITAL_ADMIN), `subscription { ${name} }`, {});
      const other = follow(await tokenOf(alpha, Role.HOSPITAL_ADMIN), `subscription { ${name} }`, {});
      const write = () =>
        admin.query(`mutation ($input: ${input}!) { ${mutation}(input: $input) { userErrors { code } } }`, {
          input: { id: foreign[type], note: "seen?" },
        });
      for (let n = 0; n < 40 && own.items.length === 0; n++) {
        await write();
        await pause(100);
      }
      await own.until(1);
      await pause(1_000);
      const before = own.items.length;
      for (let n = 0; n < 5; n++) await write();
      await pause(300);
      expect(own.items.length - before).toBe(1);
      expect(other.items).toEqual([]);
      expect(other.errors).toEqual([]);
    }
  });

  it("AC-4: a role that is taken away while the socket is open gets nothing more", async () => {
    const group = follow(adminToken);
    const [kept, lost] = [
      follow(await tokenOf(alpha, Role.HOSPITAL_ADMIN)),
      follow(await tokenOf(alpha, Role.ANALYST)),
    ];
    await Promise.all([group, kept, lost].map((client) => client.until(1)));
    await pause(300);
    await alpha.visit("E-20", "LAB");
    await eventually(() => has(lost, "E-20"));
    await server.kernel.tx((tx) =>
      sql(tx.em, "delete from role_assignment where user_id = $1", [alpha.users[Role.ANALYST].id]),
    );
    // Rights are asked for again at most every two seconds.
    await pause(2_200);
    await alpha.visit("E-21", "LAB", "BAD");
    await eventually(() => has(kept, "E-21") && has(group, "E-21"));
    await pause(300);
    expect(has(lost, "E-21")).toBe(false);
  });

  it("a socket is refused without a valid token, and to pages of another origin", async () => {
    const connect = (options: { accessToken?: string; origin?: string }) => {
      const socket = new WebSocket(
        `${server.url.replace("http", "ws")}/graphql`,
        "graphql-transport-ws",
        options.origin ? { origin: options.origin } : {},
      );
      socket.on("open", () =>
        socket.send(JSON.stringify({ type: "connection_init", payload: { accessToken: options.accessToken } })),
      );
      return socket;
    };
    for (const accessToken of [undefined, "nonsense", `${adminToken}x`]) {
      const [code] = (await once(connect({ accessToken }), "close")) as [number];
      expect(code).toBe(4403);
    }
    for (const origin of ["https://evil.test", "null", `https://${new URL(server.url).host}.evil.test`]) {
      const [error] = (await once(connect({ accessToken: adminToken, origin }), "error")) as [Error];
      expect(error.message).toContain("401");
    }
    const own = connect({ accessToken: adminToken, origin: new URL(server.kernel.config.PUBLIC_URL).origin });
    const [message] = (await once(own, "message")) as [Buffer];
    expect(String(message)).toContain("connection_ack");
    own.close();
  });

  it("graphql.md: an ended log-in and an expired token close the open socket with 4403", async () => {
    const closed = new Map<string, number>();
    const stay = async (name: string, accessToken: string | undefined) => {
      const client = createClient({
        url: `${server.url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        lazy: false,
        retryAttempts: 0,
        connectionParams: { accessToken },
        onNonLazyError: () => undefined,
        on: { closed: (event) => void closed.set(name, (event as { code: number }).code) },
      });
      await new Promise((resolve) => client.on("connected", resolve));
    };
    const leaving = await server.signIn(alpha.users[Role.EXECUTIVE].email);
    await stay("signed out", leaving.accessToken);
    await stay("expired", adminToken);
    await leaving.query("mutation { logout { userErrors { code } } }");
    for (const end = Date.now() + 17_000; !closed.has("signed out") && Date.now() < end;) await pause(100);
    expect([...closed]).toEqual([["signed out", 4403]]);
    server.kernel.time = new Date(Date.now() + (server.kernel.config.ACCESS_TOKEN_MINUTES + 1) * 60_000);
    for (const end = Date.now() + 17_000; !closed.has("expired") && Date.now() < end;) await pause(100);
    expect(closed.get("expired")).toBe(4403);
  }, 45_000);
});
