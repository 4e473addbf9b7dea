import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { watch } from "../../testing/live-client.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { newId, sql } from "../core/index.ts";
import { cancelClocks, clocksOf, runSlaClockTick, runSlaRecomputeTick, SlaCaseKind, startClocks } from "./index.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);
const kind = SlaCaseKind.INQUIRY;

describe("keeping the SLA configuration, leave and the unroutable queue", () => {
  let server: TestServer;
  let hospitalId: string;
  let departmentId: string;
  const ids: Record<string, string> = {};
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = riyadh("2026-11-22T09:00");
    const emails: Record<string, string> = {};
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      const other = await buildDepartment(tx, { hospital });
      hospitalId = hospital.id;
      departmentId = department.id;
      const make = async (name: string, facts: Parameters<typeof buildUser>[1]) => {
        const user = await buildUser(tx, facts);
        ids[name] = user.id;
        emails[name] = user.email;
      };
      await make("admin", { role: Role.PX_ADMIN });
      await make("coordinator", { role: Role.PX_COORDINATOR, hospital });
      await make("manager", { role: Role.DEPARTMENT_MANAGER, hospital, department });
      await make("staff", { role: Role.STAFF, hospital, department });
      await make("elsewhere", { role: Role.STAFF, hospital, department: other });
      await make("stranger", { role: Role.HOSPITAL_ADMIN, hospital: await buildHospital(tx) });
    });
    for (const [name, email] of Object.entries(emails)) clients[name] = await server.signIn(email);
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  interface Outcome {
    userErrors: { code: string }[];
    [field: string]: unknown;
  }
  const call = async (name: string, mutation: string, type: string, fields: string, input: object) => {
    const { data, errors } = await as(name).query<Record<string, Outcome>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { code } } }`,
      { input },
    );
    return { outcome: data?.[mutation], codes: data?.[mutation]?.userErrors.map(({ code }) => code), errors };
  };
  const calendar = async (nameEn: string, place: string | null, fromMinute = 480) => {
    const hours = { timeZone: "Asia/Riyadh", overrides: [], holidays: [] };
    const weekly = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute, toMinute: 1_020 }));
    const input = { nameEn, nameAr: nameEn, hospitalId: place, hours: { ...hours, weekly } };
    const fields = "businessCalendar { id version abilities { canEdit canDelete canMakeDefault canClearDefault } }";
    const { outcome } = await call("admin", "saveBusinessCalendar", "SaveBusinessCalendarInput", fields, input);
    return outcome?.["businessCalendar"] as { id: string; version: number; abilities: Record<string, boolean> };
  };
  const setDefault = (id: string, isDefault: boolean, isForOpenCases: boolean) =>
    call("admin", "setDefaultCalendar", "SetDefaultCalendarInput", "businessCalendar { isDefault }", {
      id,
      isDefault,
      isForOpenCases,
    });
  const start = async (place = { hospitalId, departmentId }) => {
    const caseId = newId();
    await server.kernel.tx((tx) =>
      startClocks(tx, [{ kind, caseId, ...place, receivedAt: tx.now, reference: "I-1", ownerId: ids["staff"] }]),
    );
    return caseId;
  };
  const dueOf = async (caseId: string) =>
    (await clocksOf(server.kernel.orm.em.fork(), kind, [caseId], server.kernel.time))
      .get(caseId)
      ?.find(({ target }) => target === "FIRST_RESPONSE")
      ?.dueAt?.toISOString();

  it("SLA-17: another default calendar counts for new cases, and for open ones where it is wished", async () => {
    const late = await calendar("From ten", hospitalId, 600);
    expect(late.abilities).toEqual({ canEdit: true, canDelete: true, canMakeDefault: true, canClearDefault: false });
    const open = await start();
    expect(await dueOf(open)).toBe("2026-11-23T06:00:00.000Z");
    expect((await setDefault(late.id, true, false)).codes).toEqual([]);
    await runSlaRecomputeTick(server.kernel);
    expect(await dueOf(open)).toBe("2026-11-23T06:00:00.000Z");
    const started = await start();
    expect(await dueOf(started)).toBe("2026-11-22T14:00:00.000Z");
    await setDefault(late.id, true, true);
    await Promise.all([runSlaRecomputeTick(server.kernel), runSlaRecomputeTick(server.kernel)]);
    expect(await dueOf(open)).toBe("2026-11-22T14:00:00.000Z");
    const [line] = await sql<{ note: string }>(
      server.kernel.orm.em.fork(),
      `select h.note from sla_history_entry h join sla_case c on c.id = h.sla_case_id
        where c.case_id = $1 and h.kind = 'RECOMPUTED' limit 1`,
      [open],
    );
    expect(line?.note).toBe("DEFAULT_CALENDAR_CHANGED");
    expect((await setDefault(late.id, false, true)).outcome).toMatchObject({ businessCalendar: { isDefault: false } });
    await runSlaRecomputeTick(server.kernel);
    expect(await dueOf(open)).toBe("2026-11-23T06:00:00.000Z");
  });

  it("SLA-16: what is the default or in use stays, and is switched off; the rest goes, by those who may change it only", async () => {
    const spare = await calendar("Spare", hospitalId);
    const remove = (name: string, id: string) =>
      call(name, "deleteBusinessCalendar", "DeleteSlaRowInput", "deletedId", { id });
    const { data } = await as("admin").query<{ businessCalendars: { nodes: { id: string; isDefault: boolean }[] } }>(
      "{ businessCalendars { nodes { id isDefault hospital { id } } } }",
    );
    const group = data?.businessCalendars.nodes.find(({ isDefault }) => isDefault);
    expect((await remove("admin", group?.id ?? "")).codes).toEqual(["DEFAULT_ROW"]);
    expect((await setDefault(group?.id ?? "", false, false)).codes).toEqual(["DEFAULT_ROW"]);
    expect((await remove("coordinator", spare.id)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect((await remove("admin", spare.id)).outcome).toMatchObject({ deletedId: spare.id });
    await start();
    const policies = await as("admin").query<{ slaPolicies: { nodes: { id: string; caseKind: string }[] } }>(
      "{ slaPolicies { nodes { id caseKind abilities { canEdit canMakeDefault } } } }",
    );
    const policy = policies.data?.slaPolicies.nodes.find(({ caseKind }) => caseKind === "INQUIRY");
    expect(policy).toMatchObject({ abilities: { canEdit: true, canMakeDefault: false } });
    const removed = await call("admin", "deleteSlaPolicy", "DeleteSlaRowInput", "deletedId", { id: policy?.id });
    expect(removed.codes).toEqual(["IN_USE"]);
    const turn = (name: string, isActive: boolean) =>
      call(name, "switchSlaPolicy", "SwitchSlaPolicyInput", "slaPolicy { isActive currentNumber }", {
        id: policy?.id,
        isActive,
      });
    expect((await turn("admin", false)).outcome).toMatchObject({ slaPolicy: { isActive: false, currentNumber: 1 } });
    expect(await dueOf(await start())).toBeUndefined();
    expect((await turn("coordinator", true)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    await turn("admin", true);
    expect(await dueOf(await start())).toBeDefined();
  });

  it("SLA-17: a hospital's own chain becomes its default and is told of at once", async () => {
    const level = { level: 1, afterMinutes: 0, recipients: ["PX_TEAM"], isOverridingQuietHours: true };
    const input = { nameEn: "Own", nameAr: "خاص", hospitalId, levels: [level] };
    const saved = await call(
      "admin",
      "saveEscalationChain",
      "SaveEscalationChainInput",
      "escalationChain { id }",
      input,
    );
    const { id } = saved.outcome?.["escalationChain"] as { id: string };
    const made = await call("admin", "setDefaultChain", "SetDefaultChainInput", "escalationChain { isDefault }", {
      id,
      isDefault: true,
    });
    expect(made.outcome).toMatchObject({ escalationChain: { isDefault: true } });
    const caseId = await start();
    server.kernel.time = riyadh("2026-11-23T09:30");
    await runSlaClockTick(server.kernel);
    const [entry] = await sql<{ recipient: string }>(
      server.kernel.orm.em.fork(),
      `select h.recipient_id as recipient from sla_history_entry h join sla_case c on c.id = h.sla_case_id
        where c.case_id = $1 and h.kind = 'ESCALATED'`,
      [caseId],
    );
    expect(entry?.recipient).toBe(ids["coordinator"]);
    server.kernel.time = riyadh("2026-11-22T09:00");
  });

  const leave = (name: string, input: object) =>
    call(name, "saveStandIn", "SaveStandInInput", "standIn { id user { id } standIn { id } }", {
      fromAt: riyadh("2026-11-24T00:00"),
      untilAt: riyadh("2026-11-26T00:00"),
      ...input,
    });

  it("SLA-18: everybody enters their own leave, managers that of their people, one at a time", async () => {
    const { staff, manager, elsewhere } = ids;
    expect((await leave("staff", { standInId: staff })).codes).toEqual(["UNKNOWN_STAND_IN"]);
    // Who works elsewhere would be told of cases of a hospital that is not theirs.
    expect((await leave("staff", { standInId: ids["stranger"] })).codes).toEqual(["UNKNOWN_STAND_IN"]);
    expect((await leave("staff", { untilAt: riyadh("2026-11-23T00:00") })).codes).toEqual(["OUT_OF_ORDER"]);
    expect((await leave("staff", { standInId: manager })).outcome).toMatchObject({
      standIn: { user: { id: staff }, standIn: { id: manager } },
    });
    expect((await leave("manager", { userId: staff })).codes).toEqual(["OVERLAPS"]);
    const forbidden = [{ extensions: { code: "FORBIDDEN" } }];
    expect((await leave("staff", { userId: manager })).errors).toMatchObject(forbidden);
    expect((await leave("manager", { userId: elsewhere })).errors).toMatchObject(forbidden);
    expect((await leave("stranger", { userId: staff })).errors).toMatchObject(forbidden);
    const own = await as("staff").query("{ myStandIns { standIn { id } } }");
    expect(own.data).toEqual({ myStandIns: [{ standIn: { id: manager } }] });
    const list = async (name: string) =>
      (
        await as(name).query<{ standIns: { nodes: { id: string; user: { id: string } }[] } }>(
          "{ standIns { nodes { id user { id } } } }",
        )
      ).data?.standIns.nodes ?? [];
    expect((await list("manager")).map(({ user }) => user.id)).toEqual([staff]);
    expect(await list("stranger")).toEqual([]);
    const named = await as("stranger").query("query ($ids: [ID!]) { standIns(userIds: $ids) { totalCount } }", {
      ids: [staff],
    });
    expect(named.data).toEqual({ standIns: { totalCount: 0 } });
    const [row] = await list("coordinator");
    const gone = await call("manager", "deleteStandIn", "DeleteStandInInput", "deletedId", { id: row?.id });
    expect(gone.codes).toEqual([]);
    expect(await list("manager")).toEqual([]);
  });

  it("SLA-18: a stand-in is a colleague; whose leave one enters is asked within one's right", async () => {
    const people = async (name: string, query: string) => {
      const { data, errors } = await as(name).query<Record<string, { id: string }[]>>(query);
      return errors ? "refused" : Object.values(data ?? {}).flatMap((list) => list.map(({ id }) => id));
    };
    const { staff, manager, elsewhere, coordinator, stranger, admin } = ids;
    const colleagues = await people("staff", "{ standInCandidates { id } }");
    expect(colleagues).toEqual(expect.arrayContaining([manager, elsewhere, coordinator, admin]));
    expect(colleagues).not.toContain(staff);
    expect(colleagues).not.toContain(stranger);
    const entered = await people("manager", "{ leavePeople { id } }");
    expect(entered).toContain(staff);
    expect(entered).not.toContain(elsewhere);
    const ofStaff = `{ standInCandidates(userId: "${staff}") { id } }`;
    expect(await people("manager", ofStaff)).toContain(elsewhere);
    expect(await people("elsewhere", ofStaff)).toBe("refused");
    expect(await people("staff", "{ leavePeople { id } }")).toBe("refused");
  });

  it("SLA-13: how many open cases a change would move is counted per calendar and policy, within one's reach", async () => {
    const setup = await as("admin").query<
      Record<string, { nodes: { id: string; nameEn: string; caseKind?: string }[] }>
    >("{ businessCalendars { nodes { id nameEn } } slaPolicies { nodes { id nameEn caseKind } } }");
    const ofKind = (wanted: string) =>
      setup.data?.["slaPolicies"]?.nodes.find(({ caseKind }) => caseKind === wanted)?.id;
    const working = setup.data?.["businessCalendars"]?.nodes.find(({ nameEn }) => nameEn === "Working week")?.id;
    const count = async (name: string, args: string) =>
      (await as(name).query<{ slaOpenCaseCount: number }>(`{ slaOpenCaseCount(${args}) }`)).data?.slaOpenCaseCount ??
      -1;
    const byCalendar = `calendarId: "${working}"`;
    const byPolicy = `policyId: "${ofKind("INQUIRY")}"`;
    const before = [await count("admin", byCalendar), await count("admin", byPolicy)] as const;
    const caseId = await start();
    expect(await count("admin", byCalendar)).toBe(before[0] + 1);
    expect(await count("admin", byPolicy)).toBe(before[1] + 1);
    expect(await count("admin", `policyId: "${ofKind("COMPLAINT")}"`)).toBe(0);
    expect(await count("stranger", byPolicy)).toBe(0);
    await server.kernel.tx((tx) => cancelClocks(tx, kind, [caseId]));
    expect(await count("admin", byPolicy)).toBe(before[1]);
  });

  it("SLA-19: what nobody can be told of stands in a queue until it is settled, and consoles hear of it", async () => {
    const caseId = newId();
    const hint = "subscription { unroutableChanged }";
    const [heard, foreign] = ["admin", "stranger"].map((name) => watch(server, as(name).accessToken, hint, {}));
    // Until a subscription stands there is nothing to wait for.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const place = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const empty = { hospitalId: hospital.id, departmentId: (await buildDepartment(tx, { hospital })).id };
      await startClocks(tx, [{ kind, caseId, ...empty, receivedAt: riyadh("2026-11-01T09:00"), reference: "I-9" }]);
      return empty;
    });
    await runSlaClockTick(server.kernel);
    await heard?.until(1);
    expect(foreign?.items).toEqual([]);
    await Promise.all([heard?.close(), foreign?.close()]);
    const query = `{ unroutableEscalationCount unroutableEscalations { nodes { level targets caseKind caseId reference hospital { id } department { id } } } }`;
    interface Queue {
      unroutableEscalationCount: number;
      unroutableEscalations: { nodes: { caseId: string; hospital: { id: string } }[] };
    }
    const seen = (await as("admin").query<Queue>(query)).data;
    const own = seen?.unroutableEscalations.nodes.filter((node) => node.caseId === caseId) ?? [];
    // Late on two targets it is one case to look at.
    expect(own).toHaveLength(1);
    expect(seen?.unroutableEscalationCount).toBe(seen?.unroutableEscalations.nodes.length);
    expect(own[0]).toMatchObject({
      level: 3,
      targets: ["FIRST_RESPONSE", "RESOLVE"],
      caseKind: kind,
      reference: "I-9",
      hospital: { id: place.hospitalId },
    });
    expect((await as("stranger").query<Queue>(query)).data?.unroutableEscalationCount).toBe(0);
    await server.kernel.tx((tx) =>
      sql(tx.em, "update sla_clock set met_at = $1 where sla_case_id = (select id from sla_case where case_id = $2)", [
        tx.now,
        caseId,
      ]),
    );
    const left = (await as("admin").query<Queue>(query)).data?.unroutableEscalations.nodes;
    expect(left?.some((node) => node.caseId === caseId)).toBe(false);
  });
});
