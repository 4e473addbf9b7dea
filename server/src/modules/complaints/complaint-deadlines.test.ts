import { ref } from "@mikro-orm/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { statementsOf } from "../../testing/statements.ts";
import { drain } from "../../testing/drain.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { deliverOutbox, outboxContract, sql } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import {
  EscalationChain,
  EscalationRecipient,
  runSlaRecomputeTick,
  SlaCaseKind,
  slaDueChanged,
  slaEscalated,
} from "../sla/index.ts";

interface Clock {
  id: string;
  target: string;
  face: string;
  dueAt: string | null;
  projectedAt: string | null;
  pausedSince: string | null;
  metAt: string | null;
  escalationLevel: number;
}
interface Seen {
  id: string;
  version: number;
  escalationLevel: number;
  firstRespondedAt: string | null;
  clocks: Clock[];
  slaHistory: { kind: string; note: string | null; level: number | null; recipient: { id: string } | null }[];
  timeline: { kind: string; text: string | null }[];
  abilities: { canEscalate: boolean };
}

const fields = `id version escalationLevel firstRespondedAt abilities { canEscalate } timeline { kind text }
  clocks { id target face dueAt projectedAt startedAt pausedSince metAt missMinutes escalationLevel }
  slaHistory { kind note level recipient { id nameEn } }`;

describe("deadlines of complaints, as seen through the complaint", () => {
  let server: TestServer;
  let managerId: string;
  let coordinatorId: string;
  let hospitalId: string;
  let departmentId: string;
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = new Date("2026-11-22T09:00:00+03:00");
    const emails = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      hospitalId = hospital.id;
      departmentId = department.id;
      const manager = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department });
      managerId = manager.id;
      const staff = await buildUser(tx, { role: Role.STAFF, hospital, department });
      const coordinator = await buildUser(tx, { role: Role.PX_COORDINATOR, hospital });
      coordinatorId = coordinator.id;
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital });
      const admin = await buildUser(tx, { role: Role.PX_ADMIN });
      return { admin: admin.email, manager: manager.email, staff: staff.email, coordinator: coordinator.email };
    });
    for (const [name, email] of Object.entries(emails)) clients[name] = await server.signIn(email);
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  const change = async (name: string, mutation: string, input: object) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await as(name).query<
      Record<string, { complaint: Seen | null; userErrors: { code: string }[] }>
    >(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } complaint { ${fields} } } }`, {
      input,
    });
    if (!data) throw new Error(JSON.stringify(errors));
    const { complaint, userErrors } = data[mutation] ?? { complaint: null, userErrors: [] };
    return { complaint: complaint as Seen, codes: userErrors.map(({ code }) => code) };
  };
  const metOf = ({ clocks }: Seen) =>
    clocks
      .filter(({ metAt }) => metAt !== null)
      .map(({ target }) => target)
      .sort();
  const register = async (subject: string, more: object = {}) =>
    (
      await change("coordinator", "createComplaint", {
        hospitalId,
        departmentId,
        source: "CALL_CENTER",
        severity: "HIGH",
        subject,
        description: "They waited four hours",
        ...more,
      })
    ).complaint;
  const read = async (name: string, id: string) =>
    (await as(name).query<{ complaint: Seen }>(`query ($id: ID!) { complaint(id: $id) { ${fields} } }`, { id })).data
      ?.complaint as Seen;

  it("SLA-14: whoever sees the complaint sees its clocks and why they are due, without the right to see policies", async () => {
    const { id } = await register("Waited");
    const { clocks, slaHistory } = await read("staff", id);
    const resolve = clocks.find(({ target }) => target === "RESOLVE");
    expect(resolve).toMatchObject({ face: "RUNNING", dueAt: "2026-12-06T06:00:00.000Z", escalationLevel: 0 });
    const explain = (caseId: string) =>
      as("staff").query(
        `query ($id: ID!, $clockId: ID!) { complaint(id: $id) { slaExplanation(clockId: $clockId) {
          policyNameEn days { date usedMinutes } considered { nameEn verdict } } } }`,
        { id: caseId, clockId: resolve?.id },
      );
    expect((await explain(id)).data).toMatchObject({
      complaint: {
        slaExplanation: {
          policyNameEn: "Complaints",
          considered: expect.arrayContaining([{ nameEn: "Complaints", verdict: "CHOSEN" }]) as unknown,
          days: expect.arrayContaining([{ date: "2026-11-22", usedMinutes: 480 }]) as unknown,
        },
      },
    });
    const other = await register("Another");
    expect((await explain(other.id)).data).toEqual({ complaint: { slaExplanation: null } });
    expect(slaHistory.map(({ kind }) => kind)).toContain("STARTED");
  });

  it("CM-9, CM-15: an internal note neither acknowledges nor answers; beginning work acknowledges whom nobody can write to", async () => {
    const { id } = await register("Nobody to write to");
    const met = async () => metOf(await read("staff", id));
    await change("coordinator", "addComplaintNote", { id, note: "Asked the ward." });
    expect(await met()).toEqual([]);
    await change("coordinator", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    expect(await met()).toContain("ACKNOWLEDGE");
  });

  it("CM-32: what was said to the complainant acknowledges and answers as a message does, and nothing is sent", async () => {
    const { id } = await register("Called back", { isAnonymous: true });
    const said = await change("coordinator", "messageComplainant", { id, message: "We look into it.", isSpoken: true });
    expect(said.codes).toEqual([]);
    expect(said.complaint.timeline.at(-1)).toEqual({ kind: "ANSWER_SPOKEN", text: "We look into it." });
    expect(metOf(said.complaint)).toEqual(["ACKNOWLEDGE", "FIRST_RESPONSE"]);
    expect(said.complaint.firstRespondedAt).not.toBeNull();
    const sent = await server.kernel.tx((tx) =>
      sql(tx.em, "select purpose from notification where related_id = $1", [id]),
    );
    expect(sent).toEqual([]);
  });

  it("CM-33: where nobody can be answered, whoever begins work meets the first response, also once the address is gone", async () => {
    const start = (id: string) => change("coordinator", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    const nobody = await start((await register("Anonymous", { isAnonymous: true })).id);
    expect(metOf(nobody.complaint)).toEqual(["ACKNOWLEDGE", "FIRST_RESPONSE"]);
    expect(nobody.complaint.firstRespondedAt).toBeNull();
    const { id } = await register("Named at first", { complainantMobile: "0551234567" });
    const { complaint } = await start(id);
    expect(metOf(complaint)).toEqual(["ACKNOWLEDGE"]);
    const { version } = complaint;
    const hidden = await change("coordinator", "updateComplaint", { id, version, isAnonymous: true });
    expect(metOf(hidden.complaint)).toEqual(["ACKNOWLEDGE", "FIRST_RESPONSE"]);
  });

  it("CM-37: a duplicate that was late when it was merged stays a miss, one that had time left counts neither way", async () => {
    const [into, early, late] = [await register("Goes on"), await register("Early"), await register("Late")];
    await server.kernel.tx((tx) =>
      sql(
        tx.em,
        `update sla_clock k set due_at = due_at - interval '60 days' from sla_case s
          where s.id = k.sla_case_id and s.case_id = $1 and k.target = 'RESOLVE'`,
        [late.id],
      ),
    );
    for (const { id } of [early, late]) await change("coordinator", "mergeComplaint", { id, intoId: into.id });
    const outcomes = await as("staff").query(
      "query ($hospitalId: ID!) { complaints(filter: { slaOutcome: [MISSED], hospitalId: [$hospitalId], isOpen: false }) { nodes { id } } }",
      { hospitalId },
    );
    expect(outcomes.data).toEqual({ complaints: { nodes: [{ id: late.id }] } });
  });

  it("SLA-5: a pause shows since when, and when it would be due", async () => {
    const { id } = await register("Paused");
    const { complaint } = await change("coordinator", "pauseComplaint", { id, reason: "The bill" });
    const resolve = complaint.clocks.find(({ target }) => target === "RESOLVE");
    expect(resolve).toMatchObject({
      face: "PAUSED",
      dueAt: null,
      pausedSince: "2026-11-22T06:00:00.000Z",
      projectedAt: "2026-12-06T06:00:00.000Z",
    });
  });

  it("SLA-15: by hand to the next level, once with its reason; not without one, above the top or after the end", async () => {
    const { id } = await register("By hand");
    expect((await change("coordinator", "escalateComplaint", { id, reason: " " })).codes).toEqual(["REASON_REQUIRED"]);
    const { complaint } = await change("coordinator", "escalateComplaint", { id, reason: "A minister asks" });
    expect(complaint).toMatchObject({ escalationLevel: 1, abilities: { canEscalate: true } });
    expect(complaint.slaHistory.at(-1)).toMatchObject({
      kind: "ESCALATED",
      note: "BY_HAND",
      level: 1,
      recipient: { id: managerId },
    });
    expect(complaint.timeline.filter(({ kind }) => kind === "ESCALATED")).toEqual([
      { kind: "ESCALATED", text: "A minister asks" },
    ]);
    let codes: string[] = [];
    for (let times = 0; times < 6 && codes.length === 0; times++) {
      ({ codes } = await change("coordinator", "escalateComplaint", { id, reason: "Higher" }));
    }
    expect(codes).toEqual(["END_OF_CHAIN"]);
    await change("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    const done = await change("manager", "resolveComplaint", { id, resolution: "Done", outcome: "SUBSTANTIATED" });
    expect(done.complaint.abilities.canEscalate).toBe(false);
    expect((await change("coordinator", "escalateComplaint", { id, reason: "x" })).codes).toEqual(["ALREADY_ENDED"]);
  });

  it("SLA-10, SLA-13: a policy made for open cases moves it later: the complaint falls with its clocks and says so once", async () => {
    const { id } = await register("Raised, then later");
    await change("coordinator", "escalateComplaint", { id, reason: "A minister asks" });
    const { data } = await as("admin").query(
      "mutation ($input: SaveSlaPolicyInput!) { saveSlaPolicy(input: $input) { userErrors { code } } }",
      {
        input: {
          nameEn: "Slow here",
          nameAr: "أبطأ هنا",
          caseKind: "COMPLAINT",
          hospitalId,
          rank: 1,
          isActive: true,
          targets: [{ target: "RESOLVE", amount: 30, unit: "DAYS" }],
          reopenDays: 14,
          isForOpenCases: true,
        },
      },
    );
    expect(data).toEqual({ saveSlaPolicy: { userErrors: [] } });
    await runSlaRecomputeTick(server.kernel);
    await drain(server.kernel, [{ contract: outboxContract, handle: deliverOutbox }], { onFailure: "settle" });
    const seen = await read("staff", id);
    expect(seen.escalationLevel).toBe(0);
    expect(seen.slaHistory.map(({ kind }) => kind)).toContain("DE_ESCALATED");
    expect(seen.timeline.filter(({ kind }) => kind === "DEADLINE_CHANGED")).toHaveLength(1);
    const policy = [hospitalId];
    await server.kernel.tx((tx) =>
      sql(tx.em, "update sla_policy set is_active = false where hospital_id = $1", policy),
    );
  });

  it("SLA-7, SLA-20: news that come late neither bring a deadline back nor give a case to somebody that ended or rests by then", async () => {
    const resolved = await register("Resolved before the news");
    await change("manager", "changeComplaintStatus", { id: resolved.id, status: "IN_PROGRESS" });
    await change("manager", "resolveComplaint", { id: resolved.id, resolution: "Done", outcome: "SUBSTANTIATED" });
    const paused = await register("Paused before the news");
    await change("coordinator", "pauseComplaint", { id: paused.id, reason: "The bill" });
    const stored = () =>
      sql(
        server.kernel.orm.em.fork(),
        "select due_at, assignee_id from complaint where id = any($1) order by created_at, id",
        [[resolved.id, paused.id]],
      );
    const before = await stored();
    const clockId = resolved.clocks.find(({ target }) => target === "RESOLVE")?.id ?? "";
    await server.kernel.tx((tx) => {
      for (const { id } of [resolved, paused]) {
        const one = { kind: SlaCaseKind.COMPLAINT, caseId: id } as const;
        tx.emit(slaDueChanged, one);
        const raised = {
          clockId,
          target: "RESOLVE",
          level: 1,
          recipientId: coordinatorId,
          isReassigning: true,
        } as const;
        if (id === resolved.id) tx.emit(slaEscalated, { ...one, ...raised });
      }
      return Promise.resolve();
    });
    await drain(server.kernel, [{ contract: outboxContract, handle: deliverOutbox }], { onFailure: "settle" });
    expect(await stored()).toEqual(before);
    expect(before).toMatchObject([{ due_at: null }, { due_at: null }]);
  });

  it("SLA-20: a level that reassigns gives it to whom it tells, who may work on it; the engine tells the new owner from then on", async () => {
    await server.kernel.tx(async (tx) => {
      const step = {
        recipients: [EscalationRecipient.DEPARTMENT_MANAGER],
        userId: null,
        isOverridingQuietHours: false,
      };
      tx.em.create(EscalationChain, {
        nameEn: "Complaints here",
        nameAr: "شكاوى هذا المستشفى",
        hospital: ref(Hospital, hospitalId),
        caseKind: SlaCaseKind.COMPLAINT,
        isDefault: true,
        levels: [{ ...step, level: 1, afterMinutes: 0, isReassigning: true }],
      });
    });
    const { id } = await register("Nobody's");
    const { complaint } = await change("coordinator", "escalateComplaint", { id, reason: "The director asks" });
    expect(complaint.timeline.slice(-2)).toMatchObject([{ kind: "ESCALATED" }, { kind: "ASSIGNED" }]);
    const [row] = await sql<{ owner: string; counted: string }>(
      server.kernel.orm.em.fork(),
      "select c.assignee_id as owner, s.owner_id as counted from complaint c join sla_case s on s.case_id = c.id where c.id = $1",
      [id],
    );
    expect(row).toEqual({ owner: managerId, counted: managerId });
    await server.kernel.tx((tx) => sql(tx.em, "delete from escalation_chain where hospital_id = $1", [hospitalId]));
  });

  it("SLA-12: the clocks of a page are read in one query, and their history in another", async () => {
    const list = (first: number) =>
      statementsOf(() => as("coordinator").query(`{ complaints(first: ${first}) { edges { node { ${fields} } } } }`));
    await register("One more");
    const statements = await list(4);
    for (const table of ["sla_clock", "sla_history_entry"]) {
      expect(statements.filter((each) => each.includes(table))).toHaveLength(1);
    }
  });
});
