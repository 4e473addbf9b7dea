import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { watch } from "../../testing/live-client.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { tellUsers } from "./tell-users.ts";
import { runReadNotificationTick } from "./user-notification.tick.ts";
import { UserNotificationKind } from "./user-notification.enums.ts";

interface Told {
  id: string;
  kind: string;
  titleKey: string;
  readAt: string | null;
  targetId: string;
  parameters: { name: string; value: string }[];
}
interface News {
  notification: { id: string; kind: string } | null;
  unreadCount: number;
}
const listQuery = `query ($filter: UserNotificationFilter) {
  unreadNotificationCount
  myNotifications(filter: $filter, first: 50) { totalCount nodes { id kind titleKey readAt targetId parameters { name value } } }
}`;

describe("notifications of users", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let admin: TestClient;
  let manager: User;
  let nurse: User;
  let stranger: User;

  beforeAll(async () => {
    server = await startTestServer();
    const boss = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      const other = await buildDepartment(tx, { hospital });
      stranger = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: other });
      return buildUser(tx, { role: Role.PX_COORDINATOR, hospital });
    });
    admin = await server.signIn(boss.email);
  });
  beforeAll(async () => {
    await server.kernel.tx(async (tx) => {
      manager = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
      nurse = await buildUser(tx, { role: Role.STAFF, hospital, department: ward });
    });
  });
  afterAll(() => server.close());

  const told = async (client: TestClient, filter: object = {}) => {
    const { data, errors } = await client.query<{
      unreadNotificationCount: number;
      myNotifications: { totalCount: number; nodes: Told[] };
    }>(listQuery, { filter });
    if (!data) throw new Error(JSON.stringify(errors));
    return { unread: data.unreadNotificationCount, ...data.myNotifications };
  };
  const run = async (client: TestClient, mutation: string, input: object) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await client.query<Record<string, { userErrors: { code: string }[] }>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`,
      { input },
    );
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data[mutation]?.userErrors.map(({ code }) => code);
  };
  const fresh = (role = Role.STAFF) =>
    server.kernel.tx((tx) => buildUser(tx, { role, hospital, ...(role === Role.STAFF ? { department: ward } : {}) }));
  const tell = (user: User, kind = UserNotificationKind.ASSIGNED) =>
    server.kernel.tx((tx) =>
      tellUsers(tx, [
        {
          userIds: [user.id, user.id],
          kind,
          titleKey: "actionAssigned",
          parameters: { reference: "PX-1", title: { en: "Slow lab", ar: "مختبر بطيء" } },
          target: { type: "PxAction", id: ward.id },
          permission: "action.read",
          hospitalId: hospital.id,
        },
      ]),
    );

  it("NO-13: tells the new owner of an action in the console, in the transaction of the assignment, and not who assigned it", async () => {
    const action = await server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, assignee: manager }));
    expect(await run(admin, "assignPxAction", { id: action.id, assigneeId: nurse.id })).toEqual([]);
    const client = await server.signIn(nurse.email);
    const { nodes, unread } = await told(client);
    expect(nodes[0]).toMatchObject({ kind: "ASSIGNED", titleKey: "actionAssigned", targetId: action.id, readAt: null });
    expect(nodes[0]?.parameters).toContainEqual({ name: "reference", value: action.reference });
    expect(unread).toBe(1);
    expect((await told(admin)).nodes.filter(({ targetId }) => targetId === action.id)).toEqual([]);
  });

  it("NO-14: whoever switched a kind off in the console or by e-mail is not told of it there", async () => {
    const user = await fresh(Role.PX_COORDINATOR);
    const client = await server.signIn(user.email);
    const off = { kind: "ASSIGNED", isInConsole: false, isByEmail: false };
    expect(await run(client, "saveNotificationPreference", off)).toEqual([]);
    const action = await server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, assignee: manager }));
    expect(await run(admin, "assignPxAction", { id: action.id, assigneeId: user.id })).toEqual([]);
    await tell(user, UserNotificationKind.REMINDER);
    expect((await told(client)).nodes.map(({ kind }) => kind)).toEqual(["REMINDER"]);
    const mails = await server.kernel.tx((tx) =>
      sql(tx.em, "select id from notification where user_id = $1 and purpose = 'ACTION_ASSIGNED'", [user.id]),
    );
    expect(mails).toEqual([]);
  });

  it("NO-15, P2: what lies in a hospital where the right was lost is not shown, counted or sent", async () => {
    const user = await fresh();
    const client = await server.signIn(user.email);
    await tell(user);
    expect(await told(client)).toMatchObject({ unread: 1, totalCount: 1 });
    await server.kernel.tx((tx) => sql(tx.em, "delete from role_assignment where user_id = $1", [user.id]));
    expect(await told(client)).toMatchObject({ unread: 0, totalCount: 0 });
  });

  it("NO-16: marks one's own as read and unread, all until a moment, and nobody else's", async () => {
    const user = await fresh();
    const client = await server.signIn(user.email);
    await tell(user);
    await tell(user, UserNotificationKind.ESCALATED);
    const { nodes } = await told(client);
    const ids = nodes.map(({ id }) => id);
    expect(await run(admin, "markNotificationsRead", { ids, isRead: true })).toEqual([]);
    expect((await told(client)).unread).toBe(2);
    await run(client, "markNotificationsRead", { ids: [ids[0]], isRead: true });
    expect(await told(client, { isUnread: true })).toMatchObject({ unread: 1, totalCount: 1 });
    await run(client, "markNotificationsRead", { ids: [ids[0]], isRead: false });
    await run(client, "markAllNotificationsRead", { until: new Date(0).toISOString() });
    expect((await told(client)).unread).toBe(2);
    await run(client, "markAllNotificationsRead", {});
    expect((await told(client)).unread).toBe(0);
  });

  it("NO-17: the open consoles of a user hear of it at once, those of others never", async () => {
    const user = await fresh();
    const subscription = "subscription { notificationReceived { notification { id kind } unreadCount } }";
    const mine = watch<News>(server, (await server.signIn(user.email)).accessToken, subscription, {});
    const theirs = watch<News>(server, admin.accessToken, subscription, {});
    // Until the subscription stands nothing arrives.
    for (let n = 0; n < 40 && mine.items.length === 0; n++) {
      await tell(user);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(mine.items[0]).toMatchObject({ notification: { kind: "ASSIGNED" } });
    const seen = mine.items.length;
    await run(await server.signIn(user.email), "markAllNotificationsRead", {});
    expect((await mine.until(seen + 1)).at(-1)).toEqual({ notification: null, unreadCount: 0 });
    expect(theirs.items).toEqual([]);
    await Promise.all([mine.close(), theirs.close()]);
  });

  it("AC-20: a note names those who may see the case, tells them, and refuses others", async () => {
    const action = await server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, assignee: nurse }));
    const refused = await run(admin, "addPxActionNote", { id: action.id, note: `@[${stranger.id}] see this` });
    expect(refused).toEqual(["NOT_MENTIONABLE"]);
    expect(await run(admin, "addPxActionNote", { id: action.id, note: `@[${manager.id}] please call` })).toEqual([]);
    const { nodes } = await told(await server.signIn(manager.email), { kind: ["MENTIONED"] });
    expect(nodes).toMatchObject([{ targetId: action.id }]);
    const { data } = await admin.query<{
      pxAction: { mentionable: { id: string }[]; log: { mentioned: { id: string; nameEn: string }[] }[] };
    }>("query ($id: ID!) { pxAction(id: $id) { mentionable { id } log { mentioned { id nameEn } } } }", {
      id: action.id,
    });
    expect(data?.pxAction.log.at(-1)?.mentioned).toEqual([{ id: manager.id, nameEn: manager.nameEn }]);
    const offered = data?.pxAction.mentionable.map(({ id }) => id);
    expect(offered).toContain(manager.id);
    expect(offered).not.toContain(stranger.id);
  });

  it("tells any number of users with the same number of statements", async () => {
    const users = await server.kernel.tx((tx) =>
      Promise.all([1, 2, 3].map(() => buildUser(tx, { role: Role.STAFF, hospital, department: ward }))),
    );
    const count = async (some: User[]) =>
      (
        await statementsOf(() =>
          server.kernel.tx((tx) =>
            tellUsers(
              tx,
              some.map((user) => ({
                userIds: [user.id],
                kind: UserNotificationKind.ASSIGNED,
                titleKey: "actionAssigned",
                parameters: {},
                target: { type: "PxAction", id: ward.id },
              })),
            ),
          ),
        )
      ).length;
    expect(await count(users)).toBe(await count(users.slice(0, 1)));
  });

  it("NO-18: what was read long ago goes, what was not read stays", async () => {
    const now = server.kernel.clock().getTime();
    const at = (days: number) => new Date(now - days * 86_400_000);
    const em = server.kernel.orm.em.fork();
    const insert = (readAt: Date | null) =>
      sql(
        em,
        `insert into user_notification (user_id, kind, title_key, parameters, target_type, target_id, read_at, created_at)
         values ($1, 'ASSIGNED', 'retention', '{}', 'PxAction', $2, $3, $4)`,
        [stranger.id, stranger.id, readAt, at(400)],
      );
    for (const readAt of [at(91), at(89), null]) await insert(readAt);
    await runReadNotificationTick(server.kernel);
    const left = await sql<{ readAt: Date | null }>(
      em,
      `select read_at as "readAt" from user_notification where title_key = 'retention' order by read_at`,
    );
    expect(left.map(({ readAt }) => readAt && new Date(readAt).getTime())).toEqual([at(89).getTime(), null]);
  });
});
