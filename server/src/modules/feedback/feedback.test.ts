import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { FeedbackKind, FeedbackStatus } from "./feedback.enums.ts";
import { feedbackMoves, refusalOf, type FeedbackMove } from "./feedback.rules.ts";

const { OPEN, IN_PROGRESS, CLOSED, CONVERTED, CANCELLED } = FeedbackStatus;

describe("the workflow of inquiries and feedback", () => {
  const ways: readonly [FeedbackMove, FeedbackStatus[], FeedbackStatus][] = [
    ["START", [OPEN], IN_PROGRESS],
    ["PUT_BACK", [IN_PROGRESS], OPEN],
    ["CLOSE", [OPEN, IN_PROGRESS], CLOSED],
    ["REOPEN", [CLOSED], IN_PROGRESS],
    ["CONVERT", [OPEN, IN_PROGRESS, CLOSED], CONVERTED],
    ["CANCEL", [OPEN, IN_PROGRESS], CANCELLED],
  ];
  it.each(ways)("FB-2 %s is possible from %j only, and leads to %s", (move, from, to) => {
    expect(feedbackMoves[move].to).toBe(to);
    for (const status of Object.values(FeedbackStatus)) {
      const facts = { kind: FeedbackKind.COMMENT, status, reason: "because", isAnswered: true };
      expect(refusalOf(move, facts)).toBe(from.includes(status) ? null : "ILLEGAL_STATUS");
    }
  });

  it("FB-2 putting back, reopening and calling off are explained", () => {
    for (const [move, status] of [
      ["PUT_BACK", IN_PROGRESS],
      ["REOPEN", CLOSED],
      ["CANCEL", OPEN],
    ] as const) {
      expect(refusalOf(move, { kind: FeedbackKind.COMMENT, status, reason: " ", isAnswered: true })).toBe(
        "REASON_REQUIRED",
      );
    }
  });

  it.each(Object.values(FeedbackKind))("FB-3 %s: only an inquiry needs an answer before it is closed", (kind) => {
    const refused = refusalOf("CLOSE", { kind, status: IN_PROGRESS, isAnswered: false });
    expect(refused).toBe(kind === FeedbackKind.INQUIRY ? "ANSWER_REQUIRED" : null);
  });
});

const fields = `id reference kind status version dueAt answeredAt complaintId description answer contact { name mobile } assignee { id }
  timeline { kind isInternal text } abilities { canClose canConvert canAnswer canReopen }`;

interface Item {
  id: string;
  reference: string;
  status: string;
  version: number;
  dueAt: string | null;
  answeredAt: string | null;
  complaintId: string | null;
  description: string | null;
  answer: string | null;
  contact: { name: string; mobile: string | null } | null;
  timeline: { kind: string; isInternal: boolean; text: string | null }[];
  abilities: Record<string, boolean>;
}

describe("inquiries and feedback over GraphQL", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let patient: Patient;
  let physician: Physician;
  const people: Record<string, User> = {};
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      patient = await buildPatient(tx, { hospital });
      physician = await buildPhysician(tx, { hospital, department: ward });
      people["agent"] = await buildUser(tx, { role: Role.CALL_CENTER_AGENT, hospital });
      people["manager"] = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
      people["physician"] = await buildUser(tx, { role: Role.PHYSICIAN, hospital, physician });
      people["analyst"] = await buildUser(tx, { role: Role.ANALYST, hospital });
    });
    for (const [name, user] of Object.entries(people)) clients[name] = await server.signIn(user.email);
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  async function call(name: string, mutation: string, input: object, type = mutation) {
    const answer = await as(name).query<Record<string, { feedback: Item | null; userErrors: { code: string }[] }>>(
      `mutation ($input: ${type[0]?.toUpperCase()}${type.slice(1)}Input!) { ${mutation}(input: $input) { userErrors { code } feedback { ${fields} } } }`,
      { input },
    );
    const payload = answer.data?.[mutation];
    if (!payload) throw new Error(JSON.stringify(answer.errors));
    return { ...payload, codes: payload.userErrors.map(({ code }) => code) };
  }
  const done = async (...given: Parameters<typeof call>): Promise<Item> => {
    const { feedback, codes } = await call(...given);
    expect(codes).toEqual([]);
    return feedback as Item;
  };
  const write = (input: object = {}) =>
    done("agent", "createFeedback", {
      hospitalId: hospital.id,
      departmentId: ward.id,
      kind: "INQUIRY",
      source: "CALL_CENTER",
      subject: "Visiting hours",
      description: "When may Sara visit her father?",
      ...input,
    });
  const read = async (name: string, id: string) =>
    (await as(name).query<{ feedback: Item | null }>(`query ($id: ID!) { feedback(id: $id) { ${fields} } }`, { id }))
      .data?.feedback ?? null;

  it("FB-1, FB-3, FB-6 a question gets its number, its deadline and its answer, and is closed after it", async () => {
    const item = await write({ contactName: "Sara", contactMobile: "0551234567" });
    expect(item.reference).toMatch(/^INQ-20\d\d-\d{6}$/);
    expect((await call("manager", "closeFeedback", { id: item.id })).codes).toEqual(["ANSWER_REQUIRED"]);
    const met = async () => {
      const rows = await server.kernel.tx((tx) =>
        sql<{ target: string }>(
          tx.em,
          `select k.target from sla_clock k join sla_case c on c.id = k.sla_case_id
            where c.case_id = $1 and k.met_at is not null order by k.target`,
          [item.id],
        ),
      );
      return rows.map(({ target }) => target);
    };
    expect(await met()).toEqual([]);
    const answered = await done("manager", "answerFeedback", { id: item.id, answer: "From four to eight." });
    expect(answered.answeredAt).not.toBeNull();
    const [message] = await server.kernel.tx((tx) =>
      sql<{ purpose: string }>(tx.em, "select purpose from notification where related_id = $1", [item.id]),
    );
    expect(message?.purpose).toBe("FEEDBACK_ANSWER");
    const closed = await done("manager", "closeFeedback", { id: item.id });
    expect(closed).toMatchObject({ status: "CLOSED", dueAt: null });
    const [slaCase] = await server.kernel.tx((tx) =>
      sql<{ kind: string; isEnded: boolean }>(
        tx.em,
        `select kind, ended_at is not null as "isEnded" from sla_case where case_id = $1`,
        [item.id],
      ),
    );
    expect(slaCase).toEqual({ kind: "INQUIRY", isEnded: true });
  });

  it("FB-3 without an address only a spoken answer is possible", async () => {
    const { id } = await write();
    expect((await call("manager", "answerFeedback", { id, answer: "At four." })).codes).toEqual(["NO_RECEIVER"]);
    expect((await done("manager", "answerFeedback", { id, answer: "At four.", isSpoken: true })).answer).toBe(
      "At four.",
    );
  });

  it("FB-4 an analyst reads no words and no names", async () => {
    const { id } = await write({ contactName: "Sara Ali" });
    expect(await read("analyst", id)).toMatchObject({ description: null, contact: { name: "S••• A•••" } });
    expect((await read("manager", id))?.description).toContain("father");
  });

  it("FB-7 a compliment reaches the manager's bell, and its physician sees it", async () => {
    const { id } = await write({ kind: "COMPLIMENT", subject: "Thank you", physicianId: physician.id });
    expect(await read("physician", id)).not.toBeNull();
    const told = await server.kernel.tx((tx) =>
      sql<{ kind: string }>(tx.em, "select kind from user_notification where user_id = $1 and target_id = $2", [
        people["manager"]?.id,
        id,
      ]),
    );
    expect(told).toEqual([{ kind: "PRAISED" }]);
  });

  it("FB-8 converted once, it keeps its timeline and the complaint counts from when the person came", async () => {
    const receivedAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const item = await write({ patientId: patient.id, receivedAt });
    const convert = () =>
      as("manager").query<{
        convertFeedbackToComplaint: {
          userErrors: { code: string }[];
          complaint: { id: string; receivedAt: string; description: string } | null;
        };
      }>(
        "mutation ($input: ConvertFeedbackToComplaintInput!) { convertFeedbackToComplaint(input: $input) { userErrors { code } complaint { id receivedAt description } } }",
        { input: { feedbackId: item.id, severity: "HIGH" } },
      );
    const first = (await convert()).data?.convertFeedbackToComplaint;
    expect(first?.complaint).toMatchObject({ receivedAt, description: "When may Sara visit her father?" });
    expect((await convert()).data?.convertFeedbackToComplaint.userErrors).toEqual([{ code: "ILLEGAL_STATUS" }]);
    const after = await read("manager", item.id);
    expect(after).toMatchObject({ status: "CONVERTED", complaintId: first?.complaint?.id });
    expect(after?.timeline.map(({ kind }) => kind)).toEqual(["CREATED", "CONVERTED"]);
    expect((await call("manager", "addFeedbackNote", { id: item.id, note: "x" })).codes).toEqual(["ILLEGAL_STATUS"]);
  });
});
