import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";

const fields = `id reference status version isOverdue isUnassigned isEscalated escalationLevel closeMissMinutes closedAt
  hospital { code } department { code } assignee { id nameEn email roles { role } } requestedBy { nameEn } approvedBy { nameEn }
  log { kind note actor { nameEn } } evidence { id kind url }
  dueAt clocks { id target face dueAt } slaHistory { kind note } routing { ruleName targetKind }
  abilities { canAssign canStart canPutBack canAddEvidence canAddNote canRequestApproval canApprove canReject canCancel canEscalate }`;

interface Action {
  id: string;
  status: string;
  version: number;
  assignee: { id: string; nameEn: string; email: string; roles: unknown[] } | null;
  approvedBy: { nameEn: string } | null;
  closeMissMinutes: number | null;
  log: { kind: string; note: string | null; actor: { nameEn: string } | null }[];
  evidence: { id: string; kind: string; url: string }[];
  dueAt: string | null;
  clocks: { id: string; target: string; face: string; dueAt: string | null }[];
  slaHistory: { kind: string; note: string | null }[];
  routing: { ruleName: string; targetKind: string } | null;
  abilities: Record<string, boolean>;
}
interface Outcome {
  pxAction: Action | null;
  userErrors: { code: string; message: string; field: string[] | null }[];
  code?: string;
}

describe("PX actions over GraphQL", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let lab: Department;
  let elsewhere: Hospital;
  const people: Record<string, User> = {};
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      elsewhere = await buildHospital(tx);
      const house = await buildDepartment(tx, { hospital });
      ward = await buildDepartment(tx, { hospital, parent: house });
      lab = await buildDepartment(tx, { hospital });
      const make = async (
        name: string,
        role: Role,
        at: { hospital?: Hospital; department?: Department } = { hospital },
      ) => void (people[name] = await buildUser(tx, { role, ...at }));
      await make("admin", Role.PX_ADMIN, {});
      await make("coordinator", Role.PX_COORDINATOR);
      await make("second", Role.PX_COORDINATOR);
      await make("hospitalAdmin", Role.HOSPITAL_ADMIN);
      await make("manager", Role.DEPARTMENT_MANAGER, { hospital, department: house });
      await make("labManager", Role.DEPARTMENT_MANAGER, { hospital, department: lab });
      await make("nurse", Role.STAFF, { hospital, department: ward });
      await make("physician", Role.PHYSICIAN);
      await make("agent", Role.CALL_CENTER_AGENT);
      await make("executive", Role.EXECUTIVE);
      await make("analyst", Role.ANALYST);
      await make("stranger", Role.HOSPITAL_ADMIN, { hospital: elsewhere });
    });
    for (const [name, user] of Object.entries(people)) clients[name] = await server.signIn(user.email);
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  const open = (given: Parameters<typeof buildPxAction>[1] = {}) =>
    server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, ...given }));
  const run = async (name: string, mutation: string, input: object): Promise<Outcome> => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await as(name).query<Record<string, Outcome>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { pxAction { ${fields} } userErrors { code message field } } }`,
      { input },
    );
    const code = answer.errors?.[0]?.extensions?.code;
    return { ...(answer.data?.[mutation] ?? { pxAction: null, userErrors: [] }), ...(code ? { code } : {}) };
  };
  const read = async (name: string, id: string) =>
    (await as(name).query<{ pxAction: Action | null }>(`query ($id: ID!) { pxAction(id: $id) { ${fields} } }`, { id }))
      .data?.pxAction;
  const list = async (name: string, filter: object = {}) => {
    const answer = await as(name).query<{ pxActions: { totalCount: number; nodes: Action[] } }>(
      "query ($filter: PxActionFilter) { pxActions(filter: $filter, first: 100) { totalCount nodes { id status } } }",
      { filter },
    );
    return answer.data?.pxActions;
  };

  it("PX-5, PX-6, PX-7: from OPEN to CLOSED with evidence and four eyes, each step in the history", async () => {
    const { id } = await open({ isEvidenceRequired: true });
    expect((await run("nurse", "changePxActionStatus", { id, status: "IN_PROGRESS" })).pxAction?.status).toBe(
      "IN_PROGRESS",
    );
    expect((await run("nurse", "requestPxActionApproval", { id })).userErrors[0]?.code).toBe("EVIDENCE_REQUIRED");
    const bad = await run("nurse", "addPxActionEvidenceLink", { id, url: "javascript:alert(1)" });
    expect(bad.userErrors[0]).toMatchObject({ code: "BAD_URL", field: ["url"] });
    const linked = await run("nurse", "addPxActionEvidenceLink", {
      id,
      url: "https://example.org/photo",
      note: "Called the family",
    });
    expect(linked.pxAction?.evidence).toMatchObject([{ kind: "LINK", url: "https://example.org/photo" }]);
    expect((await run("coordinator", "requestPxActionApproval", { id })).pxAction?.abilities).toMatchObject({
      canApprove: false,
      canReject: true,
    });
    expect((await run("coordinator", "approvePxAction", { id })).userErrors[0]?.code).toBe("FOUR_EYES");
    expect((await run("nurse", "approvePxAction", { id })).code).toBe("FORBIDDEN");
    expect((await run("second", "rejectPxAction", { id, reason: " " })).userErrors[0]).toMatchObject({
      code: "REASON_REQUIRED",
      field: ["reason"],
    });
    expect((await run("second", "rejectPxAction", { id, reason: "Which family?" })).pxAction?.status).toBe(
      "IN_PROGRESS",
    );
    expect((await run("nurse", "requestPxActionApproval", { id, note: "Named in the photo" })).pxAction?.status).toBe(
      "PENDING_APPROVAL",
    );
    expect(
      (await run("nurse", "addPxActionEvidenceLink", { id, url: "https://example.org" })).userErrors[0]?.code,
    ).toBe("ILLEGAL_STATUS");
    const closed = (await run("second", "approvePxAction", { id })).pxAction;
    expect(closed).toMatchObject({
      status: "CLOSED",
      closeMissMinutes: 0,
      approvedBy: { nameEn: people["second"]?.nameEn },
    });
    expect(closed?.log.map((line) => line.kind)).toEqual([
      "CREATED",
      "STATUS_CHANGED",
      "EVIDENCE_ADDED",
      "APPROVAL_REQUESTED",
      "REJECTED",
      "APPROVAL_REQUESTED",
      "APPROVED",
    ]);
    expect(
      Object.entries(closed?.abilities ?? {})
        .filter(([, isPossible]) => isPossible)
        .map(([name]) => name),
    ).toEqual(["canAddNote"]);
    for (const [mutation, input] of [
      ["cancelPxAction", { reason: "x" }],
      ["escalatePxAction", { reason: "x" }],
      ["assignPxAction", { assigneeId: people["nurse"]?.id }],
    ] as const) {
      expect((await run("coordinator", mutation, { id, ...input })).userErrors[0]?.code).toBe("ILLEGAL_STATUS");
    }
  });

  it("PX-13: reasons and notes stand in the history, and not in the audit trail", async () => {
    const { id } = await open();
    for (const [name, mutation, input] of [
      ["manager", "changePxActionStatus", { status: "IN_PROGRESS", note: "typed to begin" }],
      ["manager", "pausePxAction", { reason: "typed to pause" }],
      ["manager", "addPxActionNote", { note: "typed as a note" }],
      ["manager", "requestPxActionApproval", { note: "typed to ask" }],
      ["coordinator", "rejectPxAction", { reason: "typed to send back" }],
      ["coordinator", "escalatePxAction", { reason: "typed to raise" }],
      ["coordinator", "cancelPxAction", { reason: "typed to cancel" }],
    ] as const) {
      expect((await run(name, mutation, { id, ...input })).userErrors, mutation).toEqual([]);
    }
    const [written] = await server.kernel.tx((tx) =>
      sql<{ typed: number; audited: number; leaked: number }>(
        tx.em,
        `select (select count(*)::int from px_action_log_entry where action_id = $1::text::uuid and note like 'typed%') as typed,
                count(*)::int as audited, count(*) filter (where concat(before, after) like '%typed%')::int as leaked
           from audit_event where target_id = $1`,
        [id],
      ),
    );
    expect(written?.audited).toBeGreaterThanOrEqual(7);
    expect(written).toMatchObject({ typed: 7, leaked: 0 });
  });

  it("PX-9: closing late keeps the miss", async () => {
    const { id } = await open({ dueAt: new Date(Date.now() - 90 * 60_000) });
    await run("manager", "changePxActionStatus", { id, status: "IN_PROGRESS" });
    await run("manager", "requestPxActionApproval", { id });
    const closed = (await run("coordinator", "approvePxAction", { id })).pxAction;
    expect(closed?.closeMissMinutes).toBeGreaterThanOrEqual(90);
    expect(closed?.closeMissMinutes).toBeLessThan(95);
    expect(closed?.clocks).toMatchObject([{ face: "MISSED", dueAt: closed?.dueAt }]);
    expect(closed?.slaHistory.at(-1)).toEqual({ kind: "MET", note: `LATE ${closed?.closeMissMinutes}` });
  });

  it("PX-28: with the whole PX team away, approval is asked of who else may give it", async () => {
    const toldOf = async (id: string) => {
      const rows = await server.kernel.tx((tx) =>
        sql<{ userId: string }>(
          tx.em,
          `select user_id as "userId" from user_notification where target_id = $1 and kind = 'APPROVAL_ASKED'`,
          [id],
        ),
      );
      return Object.keys(people).filter((name) => rows.some(({ userId }) => userId === people[name]?.id));
    };
    const ask = async () => {
      const { id } = await open();
      await run("manager", "changePxActionStatus", { id, status: "IN_PROGRESS" });
      await run("manager", "requestPxActionApproval", { id });
      return toldOf(id);
    };
    expect(await ask()).toEqual(["coordinator", "second"]);
    const away = ["coordinator", "second"].map((name) => people[name]?.id);
    await server.kernel.tx((tx) =>
      sql(
        tx.em,
        "insert into stand_in (user_id, from_at, until_at) select id, now() - interval '1 day', now() + interval '1 day' from unnest($1::uuid[]) id",
        [away],
      ),
    );
    expect(await ask()).toEqual(["admin"]);
    await server.kernel.tx((tx) => sql(tx.em, "delete from stand_in where user_id = any($1)", [away]));
  });

  it("CO-10: refuses a stale version with CONFLICT", async () => {
    const { id, version } = await open();
    expect(
      (await run("manager", "changePxActionStatus", { id, status: "IN_PROGRESS", version })).pxAction?.version,
    ).toBe(version + 1);
    expect((await run("coordinator", "cancelPxAction", { id, reason: "x", version })).code).toBe("CONFLICT");
  });

  it("PX-4: assigns to those who work there, nobody else, and shows names without accounts", async () => {
    const { id } = await open();
    for (const name of ["labManager", "stranger", "executive", "analyst", "physician"]) {
      expect(
        (await run("coordinator", "assignPxAction", { id, assigneeId: people[name]?.id })).userErrors[0]?.code,
      ).toBe("NOT_ASSIGNABLE");
    }
    const assigned = await run("manager", "assignPxAction", { id, assigneeId: people["coordinator"]?.id });
    expect(assigned.pxAction?.assignee).toMatchObject({
      nameEn: people["coordinator"]?.nameEn,
      email: "u•••@test.px360.test",
      roles: [],
    });
    expect((await read("admin", id))?.assignee).toMatchObject({
      email: people["coordinator"]?.email,
      roles: [{ role: "PX_COORDINATOR" }],
    });
    const answer = await as("manager").query<{ assignableUsers: { nodes: { id: string }[] } }>(
      "query ($departmentId: ID) { assignableUsers(departmentId: $departmentId, first: 50) { nodes { id nameEn } } }",
      { departmentId: ward.id },
    );
    const ids = answer.data?.assignableUsers.nodes.map((node) => node.id) ?? [];
    const names = Object.entries(people)
      .filter(([, user]) => ids.includes(user.id))
      .map(([name]) => name);
    expect(names.sort()).toEqual(["admin", "agent", "coordinator", "hospitalAdmin", "manager", "nurse", "second"]);
    const outside = await as("manager").query(
      "query ($id: ID) { assignableUsers(departmentId: $id) { nodes { id } } }",
      { id: lab.id },
    );
    expect(outside.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("P2, PX-15: each role sees its scope: rows, counts and single actions alike", async () => {
    const inWard = await open({ assignee: people["agent"] });
    const inLab = await open({ department: lab });
    const away = await open({ hospital: elsewhere, department: null });
    const sees: Record<string, string[]> = {
      admin: [inWard.id, inLab.id, away.id],
      coordinator: [inWard.id, inLab.id],
      hospitalAdmin: [inWard.id, inLab.id],
      executive: [inWard.id, inLab.id],
      analyst: [inWard.id, inLab.id],
      manager: [inWard.id],
      nurse: [inWard.id],
      labManager: [inLab.id],
      agent: [inWard.id],
      stranger: [away.id],
    };
    for (const [name, ids] of Object.entries(sees)) {
      const page = await list(name);
      const all = page?.nodes.map((node) => node.id) ?? [];
      expect(page?.totalCount, name).toBe(all.length);
      for (const action of [inWard, inLab, away]) {
        expect(all.includes(action.id), `${name} lists`).toBe(ids.includes(action.id));
        expect((await read(name, action.id)) != null, `${name} reads`).toBe(ids.includes(action.id));
      }
    }
    expect((await as("physician").query("{ pxActions { totalCount } }")).errors?.[0]?.extensions?.code).toBe(
      "FORBIDDEN",
    );
    for (const mutation of ["cancelPxAction", "escalatePxAction", "rejectPxAction"]) {
      const { code } = await run("stranger", mutation, { id: inWard.id, reason: "x" });
      expect(code).toBe(mutation === "rejectPxAction" ? "FORBIDDEN" : "NOT_FOUND");
    }
    expect((await run("labManager", "changePxActionStatus", { id: inWard.id, status: "IN_PROGRESS" })).code).toBe(
      "NOT_FOUND",
    );
    expect((await run("executive", "addPxActionNote", { id: inWard.id, note: "x" })).code).toBe("FORBIDDEN");
    expect(
      (await run("analyst", "createPxAction", { hospitalId: hospital.id, titleEn: "x", priority: "LOW" })).code,
    ).toBe("FORBIDDEN");
  });

  it("PX-16: filters mean what they say", async () => {
    const mine = await open({ assignee: people["second"], titleEn: "Cold soup 100%" });
    const late = await open({ assignee: people["second"], dueAt: new Date(Date.now() - 1_000) });
    await run("second", "escalatePxAction", { id: late.id, reason: "long overdue" });
    const gone = await open({ assignee: people["second"], dueAt: new Date(Date.now() - 1_000) });
    await run("second", "cancelPxAction", { id: gone.id, reason: "twice" });
    const ids = async (filter: object) =>
      (await list("second", { isMine: true, ...filter }))?.nodes.map((node) => node.id).sort();
    expect(await ids({})).toEqual([mine.id, late.id, gone.id].sort());
    expect(await ids({ isOpen: true })).toEqual([mine.id, late.id].sort());
    expect(await ids({ isOverdue: true })).toEqual([late.id]);
    expect(await ids({ isOverdue: false })).toEqual([mine.id, gone.id].sort());
    expect(await ids({ isEscalated: true })).toEqual([late.id]);
    expect(await ids({ search: "soup 100%" })).toEqual([mine.id]);
    expect(await ids({ search: "soup_100" })).toEqual([]);
    expect(await ids({ search: mine.reference.toLowerCase() })).toEqual([mine.id]);
    expect(await ids({ status: ["CANCELLED"] })).toEqual([gone.id]);
    expect(await ids({ isUnassigned: true })).toEqual([]);
  });

  it("PX-17: opened by hand within one's reach, once per clientMutationId; explained in the caller's language", async () => {
    const input = {
      hospitalId: hospital.id,
      departmentId: ward.id,
      titleEn: "Broken lift",
      priority: "HIGH",
      clientMutationId: "0199d7a0-0000-7000-8000-000000000001",
    };
    const [one, two] = [await run("manager", "createPxAction", input), await run("manager", "createPxAction", input)];
    expect(one.pxAction?.id).toBe(two.pxAction?.id);
    expect(one.pxAction?.routing).toEqual({
      ruleName: "Default: department manager",
      targetKind: "DEPARTMENT_MANAGER",
    });
    const [clock] = one.pxAction?.clocks ?? [];
    expect(clock).toMatchObject({ target: "RESOLVE", face: "RUNNING", dueAt: one.pxAction?.dueAt });
    const why = await as("nurse").query(
      `query ($id: ID!, $clockId: ID!) { pxAction(id: $id) { slaExplanation(clockId: $clockId) { policyNameEn amount unit calendarNameEn } } }`,
      { id: one.pxAction?.id, clockId: clock?.id },
    );
    expect(why.data).toEqual({
      pxAction: {
        slaExplanation: {
          policyNameEn: "Group: high",
          amount: 2_880,
          unit: "MINUTES",
          calendarNameEn: "Around the clock",
        },
      },
    });
    expect(
      (await run("manager", "createPxAction", { ...input, departmentId: lab.id, clientMutationId: null })).code,
    ).toBe("FORBIDDEN");
    expect(
      (await run("manager", "createPxAction", { ...input, hospitalId: elsewhere.id, departmentId: null })).code,
    ).toBe("NOT_FOUND");
  });

  it("loads a page of actions with everything on it by a fixed number of queries", async () => {
    for (let n = 0; n < 8; n++) {
      const { id } = await open({ assignee: people["nurse"] });
      await run("nurse", "addPxActionEvidenceLink", { id, url: "https://example.org" });
    }
    const page = (first: number) => () =>
      as("manager").query(`{ pxActions(first: ${first}, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes { id hospital { code } department { code manager { id } } assignee { nameEn } survey { id } journey { id }
          log { kind actor { nameEn } } evidence { addedBy { nameEn } } clocks { face } slaHistory { kind } abilities { canAssign } } } }`);
    const few = await statementsOf(page(2));
    const many = await statementsOf(page(8));
    expect(many.length).toBe(few.length);
    expect(many.length).toBeLessThanOrEqual(14);
  });
});
