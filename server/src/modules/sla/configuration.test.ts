import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { newId, sql } from "../core/index.ts";
import { clocksOf, pauseClocks, runSlaRecomputeTick, SlaCaseKind, SlaPauseReason, startClocks } from "./index.ts";

const riyadh = (text: string) => new Date(`${text}+03:00`);

describe("configuring and explaining deadlines", () => {
  let server: TestServer;
  let admin: TestClient;
  let stranger: TestClient;
  let hospitalId: string;
  let departmentId: string;
  let managerId: string;

  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = riyadh("2026-11-22T09:00");
    const emails = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      hospitalId = hospital.id;
      departmentId = department.id;
      managerId = (await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department })).id;
      const other = await buildHospital(tx);
      const px = await buildUser(tx, { role: Role.PX_ADMIN });
      return [px.email, (await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: other })).email] as const;
    });
    admin = await server.signIn(emails[0]);
    stranger = await server.signIn(emails[1]);
  });
  afterAll(() => server.close());

  const hours = (weekly: object[]) => ({ timeZone: "Asia/Riyadh", weekly, overrides: [], holidays: [] });
  const saveDocument = `mutation ($input: SaveBusinessCalendarInput!) { saveBusinessCalendar(input: $input) {
    businessCalendar { id version currentNumber hours { weekly { weekday } } } userErrors { code } } }`;
  interface Saved {
    businessCalendar: { id: string; version: number; currentNumber: number } | null;
    userErrors: { code: string }[];
  }
  const send = (input: object) => admin.query<{ saveBusinessCalendar: Saved }>(saveDocument, { input });
  const save = async (input: object) => (await send(input)).data?.saveBusinessCalendar;

  it("SLA-1: refuses a calendar without hours; a change is a new version and needs the one that was seen", async () => {
    const names = { nameEn: "Clinic", nameAr: "العيادة", hospitalId };
    expect((await save({ ...names, hours: hours([]) }))?.userErrors).toMatchObject([{ code: "NO_HOURS" }]);
    const named = { nameEn: "Closed", nameAr: "مغلق", isToBeConfirmed: false };
    const shut = [{ ...named, from: "2026-01-01", to: "2028-01-01" }];
    const closed = { ...hours([{ weekday: 0, fromMinute: 480, toMinute: 960 }]), holidays: shut };
    expect((await save({ ...names, hours: closed }))?.userErrors).toMatchObject([{ code: "NO_HOURS" }]);
    const made = await save({ ...names, hours: hours([{ weekday: 0, fromMinute: 480, toMinute: 960 }]) });
    const { id, version } = made?.businessCalendar ?? {};
    const change = { ...names, id, version, hours: hours([{ weekday: 1, fromMinute: 480, toMinute: 960 }]) };
    expect((await save(change))?.businessCalendar?.currentNumber).toBe(2);
    expect((await send(change)).errors).toMatchObject([{ extensions: { code: "CONFLICT" } }]);
  });

  it("F8.5: previews by the policy that wins and says why the others lost; dry-runs the chain", async () => {
    const policy = await admin.query<{ saveSlaPolicy: { slaPolicy: { id: string } | null; userErrors: unknown[] } }>(
      `mutation ($input: SaveSlaPolicyInput!) { saveSlaPolicy(input: $input) { slaPolicy { id terms { reopenDays } } userErrors { code } } }`,
      {
        input: {
          nameEn: "High here",
          nameAr: "عالية هنا",
          caseKind: "COMPLAINT",
          hospitalId,
          departmentId,
          rank: 1,
          isActive: true,
          severities: ["HIGH"],
          targets: [{ target: "RESOLVE", amount: 480, unit: "MINUTES", remindBeforeMinutes: 60 }],
          reopenDays: 14,
          isForOpenCases: false,
        },
      },
    );
    expect(policy.data?.saveSlaPolicy.userErrors).toEqual([]);
    const input = { kind: "COMPLAINT", hospitalId, departmentId, severity: "HIGH" };
    const preview = await admin.query(
      `query ($input: SlaPreviewInput!) { slaPreview(input: $input) { policyId targets { target dueAt } considered { nameEn verdict } } }`,
      { input },
    );
    expect(preview.data).toEqual({
      slaPreview: {
        policyId: policy.data?.saveSlaPolicy.slaPolicy?.id,
        targets: [{ target: "RESOLVE", dueAt: "2026-11-22T14:00:00.000Z" }],
        considered: expect.arrayContaining([
          { nameEn: "High here", verdict: "CHOSEN" },
          { nameEn: "Complaints", verdict: "LESS_SPECIFIC" },
        ]) as unknown,
      },
    });
    const dry = await admin.query<{ escalationDryRun: { level: number; recipientId: string | null; via: string }[] }>(
      `query ($input: EscalationDryRunInput!) { escalationDryRun(input: $input) { level at recipientId via } }`,
      { input: { ...input, dueAt: riyadh("2026-11-22T17:00") } },
    );
    expect(dry.data?.escalationDryRun[0]).toMatchObject({ level: 1, recipientId: managerId, via: "DIRECT" });
    const refused = await stranger.query(
      `query ($input: SlaPreviewInput!) { slaPreview(input: $input) { policyId } }`,
      { input },
    );
    expect(refused.errors).toHaveLength(1);
  });

  interface SavedPolicy {
    id: string;
    version: number;
  }
  /** An open complaint in a hospital of its own; how its policies are saved, and which it is under. */
  async function openComplaint() {
    const ids = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      return { hospital: hospital.id, department: (await buildDepartment(tx, { hospital })).id };
    });
    const [caseId, kind] = [newId(), SlaCaseKind.COMPLAINT];
    const place = { hospitalId: ids.hospital, departmentId: ids.department };
    await server.kernel.tx((tx) =>
      startClocks(tx, [{ kind, caseId, ...place, severity: "HIGH", receivedAt: tx.now, reference: "C-1" }]),
    );
    const savePolicy = async (input: object): Promise<SavedPolicy> => {
      const { data } = await admin.query<{ saveSlaPolicy: { slaPolicy: SavedPolicy | null; userErrors: unknown[] } }>(
        `mutation ($input: SaveSlaPolicyInput!) { saveSlaPolicy(input: $input) { slaPolicy { id version } userErrors { code } } }`,
        {
          input: {
            nameAr: "سياسة",
            caseKind: kind,
            hospitalId: ids.hospital,
            rank: 5,
            isActive: true,
            targets: [{ target: "RESOLVE", amount: 480, unit: "MINUTES" }],
            reopenDays: 14,
            isForOpenCases: true,
            ...input,
          },
        },
      );
      expect(data?.saveSlaPolicy.userErrors).toEqual([]);
      return data?.saveSlaPolicy.slaPolicy ?? { id: "", version: 0 };
    };
    const under = async () => {
      const [row] = await sql<{ name: string; number: number }>(
        server.kernel.orm.em.fork(),
        `select p.name_en as name, v.number from sla_case c join sla_policy_version v on v.id = c.policy_version_id
           join sla_policy p on p.id = v.policy_id where c.case_id = $1`,
        [caseId],
      );
      return row && `${row.name} ${row.number}`;
    };
    const policyOf = async () => {
      await runSlaRecomputeTick(server.kernel);
      return under();
    };
    return { caseId, savePolicy, under, policyOf };
  }

  it("SLA-13: a policy saved for open cases takes them, loses them by rank or match, and lets them go when switched off", async () => {
    const { savePolicy, policyOf } = await openComplaint();
    let first = await savePolicy({ nameEn: "First", isForOpenCases: false });
    expect(await policyOf()).toBe("Complaints 1");
    first = await savePolicy({ ...first, nameEn: "First" });
    expect(await policyOf()).toBe("First 2");
    // Better, but for new cases only: another policy's edit does not bring it to an open case.
    await savePolicy({ nameEn: "Best for new ones", rank: 0, severities: ["HIGH"], isForOpenCases: false });
    const second = await savePolicy({ nameEn: "Second", rank: 6 });
    expect(await policyOf()).toBe("First 2");
    await savePolicy({ ...second, nameEn: "Second", rank: 6, isActive: false });
    await sql(
      server.kernel.orm.em.fork(),
      "update sla_policy set is_active = false where name_en = 'Best for new ones'",
    );
    const third = await savePolicy({ nameEn: "Third", rank: 1 });
    expect(await policyOf()).toBe("Third 1");
    const lower = await savePolicy({ ...third, nameEn: "Third", rank: 9 });
    expect(await policyOf()).toBe("First 2");
    await savePolicy({ ...lower, nameEn: "Third", rank: 1, severities: ["LOW"] });
    first = await savePolicy({ ...first, nameEn: "First", severities: ["LOW"] });
    expect(await policyOf()).toBe("Complaints 1");
    first = await savePolicy({ ...first, nameEn: "First" });
    expect(await policyOf()).toBe("First 4");
    await savePolicy({ ...first, nameEn: "First", isActive: false, isForOpenCases: false });
    expect(await policyOf()).toBe("First 4");
    await savePolicy({ id: first.id, version: first.version + 1, nameEn: "First", isActive: false });
    expect(await policyOf()).toBe("Complaints 1");
  });

  it("SLA-13: saved twice before the engine looks, or while it does, no save is swallowed", async () => {
    const { caseId, savePolicy, under, policyOf } = await openComplaint();
    const minutes = (amount: number) => ({
      nameEn: "Twice",
      targets: [{ target: "RESOLVE", amount, unit: "MINUTES" }],
    });
    let policy = await savePolicy(minutes(480));
    await savePolicy({ ...policy, ...minutes(240), isForOpenCases: false });
    // The second is for new cases: open ones come under the first.
    expect(await policyOf()).toBe("Twice 1");
    policy = await savePolicy({ ...policy, version: policy.version + 1, ...minutes(300) });
    await savePolicy({ ...policy, ...minutes(360) });
    expect(await policyOf()).toBe("Twice 4");
    policy = await savePolicy({ ...policy, version: policy.version + 1, ...minutes(420) });
    let running: Promise<void> | undefined;
    await server.kernel.tx(async (tx) => {
      const [row] = await sql<{ pid: number }>(
        tx.em,
        `select pg_backend_pid() as pid from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = $1 for update of k`,
        [caseId],
      );
      running = runSlaRecomputeTick(server.kernel);
      const waits = "select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))";
      await expect.poll(() => sql(server.kernel.orm.em.fork(), waits, [row?.pid]), { timeout: 10_000 }).toHaveLength(1);
      await savePolicy({ ...policy, ...minutes(540) });
    });
    await running;
    expect(await under()).toBe("Twice 5");
    expect(await policyOf()).toBe("Twice 6");
  });

  it("SLA-14: explains a due time by versions, days used and pauses, to those who reach the case", async () => {
    const caseId = newId();
    const kind = SlaCaseKind.INQUIRY;
    await server.kernel.tx((tx) =>
      startClocks(tx, [{ kind, caseId, hospitalId, departmentId, receivedAt: tx.now, reference: "I-1" }]),
    );
    await server.kernel.tx((tx) => pauseClocks(tx, kind, [caseId], SlaPauseReason.WAITING_FOR_COMPLAINANT, "date"));
    const clocks = (await clocksOf(server.kernel.orm.em.fork(), kind, [caseId], server.kernel.time)).get(caseId);
    const query = `query ($id: ID!) { slaExplanation(clockId: $id) {
      target policyNameEn policyNumber calendarNameEn calendarNumber dueAt projectedAt pauses { reason note } days { date usedMinutes } } }`;
    const seen = await admin.query(query, { id: clocks?.find(({ target }) => target === "RESOLVE")?.id });
    expect(seen.data).toMatchObject({
      slaExplanation: {
        policyNameEn: "Inquiries",
        policyNumber: 1,
        calendarNameEn: "Working week",
        calendarNumber: 1,
        dueAt: null,
        projectedAt: "2026-11-25T06:00:00.000Z",
        pauses: [{ reason: "WAITING_FOR_COMPLAINANT", note: "date" }],
      },
    });
    expect((await stranger.query(query, { id: clocks?.[0]?.id })).errors).toHaveLength(1);
  });
});
