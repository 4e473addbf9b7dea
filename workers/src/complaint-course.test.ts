import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "@px360/server/modules/accounts";
import { sql } from "@px360/server/modules/core";
import { surveyToken } from "@px360/server/modules/surveys";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../server/src/testing/factories.ts";
import { buildSurveyTemplate } from "../../server/src/testing/factories-surveys.ts";
import { drain } from "../../server/src/testing/drain.ts";
import { startTestServer, type TestServer } from "../../server/src/testing/test-server.ts";
import { handlers } from "./handlers.ts";

interface Complaint {
  id: string;
  status: string;
  dueAt: string | null;
  isOverdue: boolean;
  escalationLevel: number;
  isDissatisfied: boolean | null;
  resolutionSurvey: { id: string } | null;
  actions: { source: string; status: string; assignee: { id: string } | null }[];
  timeline: { kind: string; target: string | null; dueAt: string | null }[];
}

const riyadh = (text: string) => new Date(`${text}+03:00`);
const fields = `id status dueAt isOverdue escalationLevel isDissatisfied resolutionSurvey { id } timeline { kind target dueAt }
  actions { source status assignee { id } }`;

/** The course of a complaint over three weeks (C6), over the real API, the real worker code and a clock that the test moves. */
describe("a complaint from the call to the action that its bad resolution opens", () => {
  let server: TestServer;
  let hospitalId: string;
  let wardId: string;
  let patientId: string;

  beforeAll(async () => {
    server = await startTestServer();
    server.kernel.time = riyadh("2026-11-19T08:00");
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const ward = await buildDepartment(tx, { hospital });
      hospitalId = hospital.id;
      wardId = ward.id;
      patientId = (await buildPatient(tx, { hospital })).id;
      const make = (name: string, role: Role, department?: typeof ward) =>
        buildUser(tx, { role, email: `${name}@t.test`, hospital, ...(department ? { department } : {}) });
      await make("agent", Role.CALL_CENTER_AGENT);
      await make("manager", Role.DEPARTMENT_MANAGER, ward);
      await make("coordinator", Role.PX_COORDINATOR);
      await make("second", Role.PX_COORDINATOR);
      await make("admin", Role.HOSPITAL_ADMIN);
      const template = await buildSurveyTemplate(tx);
      await sql(
        tx.em,
        "update complaint_settings set resolution_template_id = $1, is_evidence_required = true where hospital_id is null",
        [template.id],
      );
    });
  });
  afterAll(() => server.close());

  const at = (text: string) => (server.kernel.time = riyadh(text));
  const work = (ticks: string[] = []) => drain(server.kernel, handlers, { ticks });
  /** Log-ins end sooner than complaints: everybody signs in anew. */
  async function step(name: string, mutation: string, input: object, type = mutation) {
    const client = await server.signIn(`${name}@t.test`);
    const answer = await client.query<Record<string, { complaint: Complaint | null; userErrors: { code: string }[] }>>(
      `mutation ($input: ${type.charAt(0).toUpperCase()}${type.slice(1)}Input!) { ${mutation}(input: $input) { userErrors { code } complaint { ${fields} } } }`,
      { input },
    );
    const payload = answer.data?.[mutation];
    if (!payload) throw new Error(JSON.stringify(answer.errors));
    await work();
    return { complaint: payload.complaint as Complaint, codes: payload.userErrors.map(({ code }) => code) };
  }
  async function read(id: string): Promise<Complaint> {
    const client = await server.signIn("coordinator@t.test");
    const answer = await client.query<{ complaint: Complaint }>(
      `query ($id: ID!) { complaint(id: $id) { ${fields} } }`,
      { id },
    );
    return answer.data?.complaint as Complaint;
  }
  async function attach(name: string, id: string) {
    const client = await server.signIn(`${name}@t.test`);
    const body = new FormData();
    body.append(
      "file",
      new Blob([Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")]),
      "roster.pdf",
    );
    const response = await fetch(`${server.url}/api/complaints/${id}/attachments`, {
      method: "POST",
      headers: { authorization: `Bearer ${client.accessToken}` },
      body,
    });
    expect(response.status).toBe(201);
  }

  it("C6, SLA-22 call → SLA → pause over a weekend → overdue → level 2 → evidence → four eyes → closed → dissatisfied → action", async () => {
    at("2026-11-19T10:00");
    const { complaint } = await step("agent", "createComplaint", {
      hospitalId,
      departmentId: wardId,
      patientId,
      source: "CALL_CENTER",
      severity: "HIGH",
      subject: "Pain relief came late",
      description: "An hour after the bell",
    });
    const { id } = complaint;
    // Ten working days, Sunday to Thursday.
    await step("manager", "messageComplainant", { id, message: "We look into it." }, "messageComplainant");
    expect((await read(id)).dueAt).toBe(riyadh("2026-12-03T10:00").toISOString());
    await step("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });

    at("2026-11-19T16:00");
    const paused = await step("manager", "pauseComplaint", { id, reason: "Which night was it?" });
    expect(paused.complaint.dueAt).toBeNull();
    at("2026-11-22T10:00");
    const resumed = await step("agent", "recordComplainantMessage", { id, message: "Tuesday" }, "complaintMessage");
    // One working hour of Thursday and two of Sunday; the weekend counts for nothing.
    expect(resumed.complaint.dueAt).toBe(riyadh("2026-12-03T13:00").toISOString());

    at("2026-12-03T13:30");
    await work(["sla-clocks"]);
    expect(await read(id)).toMatchObject({ isOverdue: true, escalationLevel: 1 });
    at("2026-12-04T13:30");
    await work(["sla-clocks"]);
    const escalated = await read(id);
    expect(escalated.escalationLevel).toBe(2);
    expect(escalated.timeline.filter(({ kind }) => kind === "ESCALATED")).toHaveLength(2);
    expect(escalated.timeline.filter(({ kind }) => kind === "BREACHED")).toEqual([
      { kind: "BREACHED", target: "RESOLVE", dueAt: riyadh("2026-12-03T13:00").toISOString() },
    ]);

    at("2026-12-06T09:00");
    const resolution = { id, resolution: "Rounds every thirty minutes.", outcome: "SUBSTANTIATED" };
    expect((await step("coordinator", "resolveComplaint", resolution)).codes).toEqual(["EVIDENCE_REQUIRED"]);
    await attach("coordinator", id);
    expect((await step("coordinator", "resolveComplaint", resolution)).complaint.status).toBe("RESOLVED");
    expect((await step("coordinator", "closeComplaint", { id })).codes).toEqual(["FOUR_EYES"]);
    const closed = await step("second", "closeComplaint", { id });
    expect(closed.complaint).toMatchObject({ status: "CLOSED", isOverdue: false });
    const [miss] = await sql<{ minutes: number }>(
      server.kernel.orm.em.fork(),
      `select k.miss_minutes as minutes from sla_clock k join sla_case c on c.id = k.sla_case_id where c.case_id = $1 and k.target = 'RESOLVE'`,
      [id],
    );
    expect(miss?.minutes).toBeGreaterThan(0);

    at("2026-12-06T18:00");
    await answerBadly(closed.complaint.resolutionSurvey?.id ?? "");
    await work();
    const after = await read(id);
    expect(after.isDissatisfied).toBe(true);
    expect(after.actions.map(({ source }) => source)).toEqual(["RESOLUTION_SURVEY"]);
  });

  async function answerBadly(surveyId: string): Promise<void> {
    const token = surveyToken(server.kernel.config.SURVEY_TOKEN_KEY, surveyId);
    const form = await server
      .client()
      .query<{ publicSurvey: { definition: { questions: { id: string; type: string }[] } } }>(
        "query ($token: String!) { publicSurvey(token: $token) { definition { questions { id type } } } }",
        { token },
      );
    const worst: Record<string, unknown> = { NPS: 0, RATING: 1, SMILEY: 1, LIKERT: 1, YES_NO: "NO" };
    const answers = Object.fromEntries(
      (form.data?.publicSurvey.definition.questions ?? []).flatMap(({ id, type }) =>
        type in worst ? [[id, { value: worst[type] }]] : [],
      ),
    );
    const answer = await server
      .client()
      .query<{ submitPublicSurvey: { state: string } }>(
        "mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { state userErrors { code field message } } }",
        { input: { token, language: "EN", answers } },
      );
    expect(answer.data?.submitPublicSurvey, JSON.stringify(answer)).toMatchObject({ state: "ANSWERED" });
  }
});
