import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital, Patient } from "../organizations/index.ts";

const fields = `id reference status version subject description resolution isOverdue isAnonymous reopenCount pausedAt acknowledgedAt
  firstRespondedAt resolvedAt closedAt severity priority hospital { code } department { code } patient { mrn }
  complainant { name mobile email } assignee { id nameEn } registeredBy { id } mergedInto { id } previous { id } duplicates { id }
  resolutionSurvey { id status } categoryPath { code level } timeline { kind isInternal text actor { nameEn } actorLabel changedFields }
  attachments { id fileName url note } abilities { canEdit canAssign canStart canResolve canClose canReopen canPause canMessage canMerge canAddNote canAttach }`;

interface Complaint {
  id: string;
  reference: string;
  status: string;
  version: number;
  description: string | null;
  resolution: string | null;
  reopenCount: number;
  pausedAt: string | null;
  acknowledgedAt: string | null;
  firstRespondedAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  patient: { mrn: string } | null;
  complainant: { name: string | null; mobile: string | null; email: string | null } | null;
  assignee: { id: string } | null;
  mergedInto: { id: string } | null;
  previous: { id: string } | null;
  duplicates: { id: string }[];
  resolutionSurvey: { id: string; status: string } | null;
  categoryPath: { code: string; level: number }[];
  timeline: {
    kind: string;
    isInternal: boolean;
    text: string | null;
    actorLabel: string;
    changedFields: string[] | null;
  }[];
  attachments: { id: string; fileName: string; url: string | null }[];
  abilities: Record<string, boolean>;
}
interface Outcome {
  complaint: Complaint | null;
  userErrors: { code: string; message: string; field: string[] | null }[];
}

describe("complaints over GraphQL", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let lab: Department;
  let patient: Patient;
  const people: Record<string, User> = {};
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      const elsewhere = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      lab = await buildDepartment(tx, { hospital });
      patient = await buildPatient(tx, { hospital });
      const make = async (
        name: string,
        role: Role,
        at: { hospital?: Hospital; department?: Department } = { hospital },
      ) => void (people[name] = await buildUser(tx, { role, ...at }));
      await make("coordinator", Role.PX_COORDINATOR);
      await make("second", Role.PX_COORDINATOR);
      await make("admin", Role.PX_ADMIN, {});
      await make("manager", Role.DEPARTMENT_MANAGER, { hospital, department: ward });
      await make("labManager", Role.DEPARTMENT_MANAGER, { hospital, department: lab });
      await make("agent", Role.CALL_CENTER_AGENT);
      await make("otherAgent", Role.CALL_CENTER_AGENT);
      await make("analyst", Role.ANALYST);
      await make("stranger", Role.HOSPITAL_ADMIN, { hospital: elsewhere });
      const template = await buildSurveyTemplate(tx);
      await sql(tx.em, "update complaint_settings set resolution_template_id = $1 where hospital_id is null", [
        template.id,
      ]);
    });
    for (const [name, user] of Object.entries(people)) clients[name] = await server.signIn(user.email);
  });
  afterAll(() => server.close());

  const as = (name: string): TestClient => clients[name] as TestClient;
  const call = async (name: string, mutation: string, input: object): Promise<Outcome> => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`.replace(
      "RecordComplainantMessageInput",
      "ComplaintMessageInput",
    );
    const answer = await as(name).query<Record<string, Outcome>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message field } complaint { ${fields} } } }`,
      { input },
    );
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data[mutation] as Outcome;
  };
  const done = async (name: string, mutation: string, input: object): Promise<Complaint> => {
    const { complaint, userErrors } = await call(name, mutation, input);
    expect(userErrors).toEqual([]);
    return complaint as Complaint;
  };
  const register = (name: string, input: object = {}) =>
    done(name, "createComplaint", {
      hospitalId: hospital.id,
      departmentId: ward.id,
      source: "CALL_CENTER",
      severity: "HIGH",
      subject: "Waited four hours",
      description: "Mr. Saleh waited four hours in the ward",
      ...input,
    });
  const categoryOf = async (code: string) => {
    const { data } = await as("admin").query<{ complaintCategories: { id: string; code: string }[] }>(
      "{ complaintCategories { id code } }",
    );
    return data?.complaintCategories.find((category) => category.code === code)?.id;
  };
  const read = async (name: string, id: string) =>
    (
      await as(name).query<{ complaint: Complaint | null }>(`query ($id: ID!) { complaint(id: $id) { ${fields} } }`, {
        id,
      })
    ).data?.complaint ?? null;
  const codes = (outcome: Outcome) => outcome.userErrors.map(({ code }) => code);

  it("CM-1 registers once for the same clientMutationId, with a readable number of the year", async () => {
    const clientMutationId = crypto.randomUUID();
    const first = await register("agent", { clientMutationId });
    const again = await register("agent", { clientMutationId });
    expect(again.id).toBe(first.id);
    expect(first.reference).toMatch(/^CMP-20\d\d-\d{6}$/);
    expect(first.timeline.map(({ kind }) => kind)).toEqual(["CREATED"]);
  });

  it("CM-1 what is missing is said field by field; nothing is kept", async () => {
    const outcome = await call("agent", "createComplaint", {
      hospitalId: hospital.id,
      source: "MOH",
      severity: "LOW",
      subject: " ",
      description: "",
    });
    expect(outcome.userErrors.map(({ field }) => field)).toEqual([["subject"], ["description"]]);
    expect(outcome.complaint).toBeNull();
  });

  it("F1.5 an agent sees what they registered, a manager the department, nobody another hospital's", async () => {
    const { id } = await register("agent");
    expect(await read("agent", id)).not.toBeNull();
    expect(await read("otherAgent", id)).toBeNull();
    expect(await read("manager", id)).not.toBeNull();
    expect(await read("labManager", id)).toBeNull();
    expect(await read("stranger", id)).toBeNull();
  });

  it("CM-11, CM-12 an analyst sees neither words nor names; a manager reads the words, the contact masked", async () => {
    const { id } = await register("agent", {
      complainantName: "Huda Saleh",
      complainantMobile: "0551234567",
      relation: "RELATIVE",
    });
    const analyst = await read("analyst", id);
    expect(analyst?.description).toBeNull();
    expect(analyst?.timeline.every(({ text }) => text === null)).toBe(true);
    expect(analyst?.complainant?.name).toBe("H••• S•••");
    const manager = await read("manager", id);
    expect(manager?.description).toContain("four hours");
    expect(manager?.complainant?.mobile).toBe("••••••567");
    const coordinator = await read("coordinator", id);
    expect(coordinator?.complainant).toEqual({ name: "Huda Saleh", mobile: "+966551234567", email: null });
    const reads = await server.kernel.tx((tx) =>
      sql<{ action: string }>(
        tx.em,
        "select action from audit_event where target_id = $1 and action = 'complaint.identityRead'",
        [id],
      ),
    );
    expect(reads.length).toBeGreaterThan(0);
  });

  it("CM-12 nothing that was said lies open in the database", async () => {
    const { id } = await register("agent", {
      description: "quite-unusual-word",
      complainantName: "quite-unusual-name",
    });
    await done("coordinator", "addComplaintNote", { id, note: "quite-unusual-note" });
    const [row] = await server.kernel.tx((tx) =>
      sql<{ all: string }>(
        tx.em,
        `select (select row_to_json(c)::text from complaint c where id = $1) || (select json_agg(e)::text from complaint_entry e where complaint_id = $1)
             || (select json_agg(a)::text from audit_event a where target_id = $1::text) as all`,
        [id],
      ),
    );
    expect(row?.all).not.toContain("quite-unusual");
  });

  it("CM-11 an anonymous complaint keeps no patient and no contact, and nobody is written to", async () => {
    const complaint = await register("agent", {
      isAnonymous: true,
      patientId: patient.id,
      complainantName: "Huda",
      complainantMobile: "0551234567",
    });
    expect(complaint).toMatchObject({ patient: null, complainant: null, acknowledgedAt: null });
    expect(complaint.abilities["canMessage"]).toBe(false);
    expect(codes(await call("coordinator", "messageComplainant", { id: complaint.id, message: "Hello" }))).toEqual([
      "NO_RECEIVER",
    ]);
  });

  it("CM-15 the acknowledgement goes to the contact and names the patient's rights", async () => {
    const { id, acknowledgedAt } = await register("agent", { complainantMobile: "٠٥٥١٢٣٤٥٦٧", language: "EN" });
    expect(acknowledgedAt).not.toBeNull();
    const [message] = await server.kernel.tx((tx) =>
      sql<{ purpose: string; channel: string; contact: Buffer; textEn: string }>(
        tx.em,
        `select n.purpose, n.channel, n.contact_sealed as contact, t.text_en as "textEn" from notification n
           join message_template t on t.purpose = n.purpose and t.channel = n.channel where n.related_id = $1`,
        [id],
      ),
    );
    expect(message).toMatchObject({ purpose: "COMPLAINT_RECEIVED", channel: "SMS" });
    expect(message?.textEn).toContain("right");
    expect(JSON.parse(server.kernel.cipher.open(message?.contact ?? Buffer.alloc(0)))).toEqual({
      mobile: "+966551234567",
      email: null,
    });
  });

  it("CM-34 after closing, notes with mentions and what was said by either side are written down, files and messages are not", async () => {
    const { id } = await register("agent", { complainantMobile: "0551234567" });
    await done("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    await done("manager", "resolveComplaint", { id, resolution: "ok", outcome: "SUBSTANTIATED" });
    const closed = await done("second", "closeComplaint", { id });
    expect(closed.abilities).toMatchObject({ canAddNote: true, canAttach: false, canMessage: false });
    await done("coordinator", "recordComplainantMessage", { id, message: "Thank you" });
    await done("coordinator", "messageComplainant", { id, message: "Gladly", isSpoken: true });
    const noted = await done("coordinator", "addComplaintNote", {
      id,
      note: `@[${people["manager"]?.id}] called back`,
    });
    expect(noted).toMatchObject({ status: "CLOSED", closedAt: closed.closedAt, resolvedAt: closed.resolvedAt });
    expect(noted.timeline.slice(-3).map(({ kind }) => kind)).toEqual(["MESSAGE_RECEIVED", "ANSWER_SPOKEN", "NOTE"]);
    const [told] = await server.kernel.tx((tx) =>
      sql<{ running: number; mentions: number }>(
        tx.em,
        `select (select count(*)::int from sla_clock k join sla_case s on s.id = k.sla_case_id
                  where s.case_id = $1 and k.met_at is null) as running,
                (select count(*)::int from user_notification where target_id = $1 and kind = 'MENTIONED') as mentions`,
        [id],
      ),
    );
    expect(told).toEqual({ running: 0, mentions: 1 });
    expect(codes(await call("coordinator", "messageComplainant", { id, message: "x" }))).toEqual(["ILLEGAL_STATUS"]);
  });

  it("CM-35 reopening withdraws the closing message that was not sent and the survey that waits, and nothing else", async () => {
    const complaint = await register("agent", { patientId: patient.id, complainantMobile: "0551234567" });
    const { id } = complaint;
    await done("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    await done("manager", "resolveComplaint", { id, resolution: "ok", outcome: "SUBSTANTIATED" });
    expect((await done("second", "closeComplaint", { id })).resolutionSurvey?.status).toBe("QUEUED");
    const reopened = await done("second", "reopenComplaint", { id, reason: "It goes on" });
    expect(reopened.resolutionSurvey?.status).toBe("CANCELLED");
    const rows = await server.kernel.tx((tx) =>
      sql(tx.em, "select purpose, status, error from notification where related_id = $1 order by purpose", [id]),
    );
    expect(rows).toEqual([
      { purpose: "COMPLAINT_CLOSED", status: "CANCELLED", error: "COMPLAINT_REOPENED" },
      { purpose: "COMPLAINT_RECEIVED", status: "QUEUED", error: null },
    ]);
  });

  it("CM-36 an open complaint is not merged into a closed one, until that is reopened", async () => {
    const [duplicate, into] = [await register("agent"), await register("agent")];
    await done("manager", "changeComplaintStatus", { id: into.id, status: "IN_PROGRESS" });
    await done("manager", "resolveComplaint", { id: into.id, resolution: "ok", outcome: "SUBSTANTIATED" });
    await done("second", "closeComplaint", { id: into.id });
    const merge = { id: duplicate.id, intoId: into.id };
    const refused = await call("coordinator", "mergeComplaint", merge);
    expect(refused.userErrors).toMatchObject([
      { code: "MERGES_INTO_CLOSED", field: ["intoId"], message: expect.stringContaining("Reopen it first") as string },
    ]);
    expect((await read("coordinator", duplicate.id))?.status).toBe("OPEN");
    await done("second", "reopenComplaint", { id: into.id, reason: "Again" });
    expect((await done("coordinator", "mergeComplaint", merge)).duplicates).toHaveLength(1);
  });

  it("CM-15 closing is told to the contact where the hospital wants it", async () => {
    const told = async (id: string) => {
      const rows = await server.kernel.tx((tx) =>
        sql<{ purpose: string }>(tx.em, "select purpose from notification where related_id = $1 order by purpose", [
          id,
        ]),
      );
      return rows.map(({ purpose }) => purpose);
    };
    const close = async () => {
      const { id } = await register("agent", { complainantMobile: "0551234567" });
      await done("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
      await done("manager", "resolveComplaint", { id, resolution: "ok", outcome: "SUBSTANTIATED" });
      await done("second", "closeComplaint", { id });
      return told(id);
    };
    const tell = (isTold: boolean) =>
      server.kernel.tx((tx) => sql(tx.em, "update complaint_settings set is_closing_told = $1", [isTold]));
    expect(await close()).toEqual(["COMPLAINT_CLOSED", "COMPLAINT_RECEIVED"]);
    await tell(false);
    expect(await close()).toEqual(["COMPLAINT_RECEIVED"]);
    await tell(true);
  });

  it("CM-4 an mrn stands for its patient, and what lies in another hospital is refused", async () => {
    expect((await register("agent", { mrn: patient.mrn })).patient?.mrn).toBe(patient.mrn);
    const outcome = await call("agent", "createComplaint", {
      hospitalId: hospital.id,
      departmentId: crypto.randomUUID(),
      source: "HIS",
      severity: "LOW",
      subject: "x",
      description: "y",
    });
    expect(codes(outcome)).toEqual(["UNKNOWN_DEPARTMENT"]);
  });

  it("CM-5 to CM-8, CM-10, CM-17 from registration to a second closing", async () => {
    let complaint = await register("agent", { patientId: patient.id });
    const { id } = complaint;
    expect(
      codes(await call("manager", "resolveComplaint", { id, resolution: "done", outcome: "SUBSTANTIATED" })),
    ).toEqual(["ILLEGAL_STATUS"]);
    complaint = await done("manager", "changeComplaintStatus", {
      id,
      status: "IN_PROGRESS",
      version: complaint.version,
    });
    expect(complaint.assignee?.id).toBe(people["manager"]?.id);
    complaint = await done("coordinator", "pauseComplaint", { id, reason: "Waiting for the bill" });
    expect(complaint.pausedAt).not.toBeNull();
    complaint = await done("coordinator", "recordComplainantMessage", {
      id,
      message: "Here it is",
      channel: "WHATSAPP",
    });
    expect(complaint.pausedAt).toBeNull();
    expect(complaint.firstRespondedAt).toBeNull();
    complaint = await done("coordinator", "messageComplainant", { id, message: "Thank you, we look into it." });
    expect(complaint.firstRespondedAt).not.toBeNull();
    complaint = await done("coordinator", "resolveComplaint", {
      id,
      resolution: "The ward got a second nurse.",
      outcome: "SUBSTANTIATED",
    });
    expect(complaint.abilities["canClose"]).toBe(false);
    expect(codes(await call("coordinator", "closeComplaint", { id }))).toEqual(["FOUR_EYES"]);
    complaint = await done("second", "closeComplaint", { id, version: complaint.version });
    expect(complaint.resolutionSurvey?.status).toBe("QUEUED");
    const firstSurvey = complaint.resolutionSurvey?.id;
    complaint = await done("second", "reopenComplaint", { id, reason: "It happened again" });
    expect(complaint).toMatchObject({ id, status: "IN_PROGRESS", reopenCount: 1, resolvedAt: null, closedAt: null });
    await done("coordinator", "resolveComplaint", { id, resolution: "And a third.", outcome: "SUBSTANTIATED" });
    complaint = await done("second", "closeComplaint", { id });
    expect(complaint.resolutionSurvey?.id).not.toBe(firstSurvey);
    const [old] = await server.kernel.tx((tx) =>
      sql<{ status: string }>(tx.em, "select status from survey_instance where id = $1", [firstSurvey]),
    );
    expect(old?.status).toBe("CANCELLED");
  });

  it("CM-10 sent back at any time before it is closed; the hospital's days count from closing, then a new one is made and linked", async () => {
    const { id } = await register("agent");
    const longAgo = (table: string, column: string, key: string) =>
      server.kernel.tx((tx) =>
        sql(tx.em, `update ${table} set ${column} = ${column} - interval '400 days' where ${key} = $1`, [id]),
      );
    const resolve = () => done("manager", "resolveComplaint", { id, resolution: "ok", outcome: "WITHDRAWN" });
    await done("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS" });
    await resolve();
    await longAgo("sla_case", "ended_at", "case_id");
    const back = await done("manager", "changeComplaintStatus", { id, status: "IN_PROGRESS", reason: "Not yet" });
    expect(back).toMatchObject({ status: "IN_PROGRESS", resolvedAt: null });
    await resolve();
    await longAgo("sla_case", "ended_at", "case_id");
    await done("second", "closeComplaint", { id });
    expect((await done("second", "reopenComplaint", { id, reason: "It came back" })).id).toBe(id);
    await resolve();
    await done("second", "closeComplaint", { id });
    await longAgo("complaint", "closed_at", "id");
    const next = await done("second", "reopenComplaint", { id, reason: "Still the same" });
    expect(next.id).not.toBe(id);
    expect(next.previous?.id).toBe(id);
  });

  it("CM-16 a duplicate ends in the one that goes on, and neither can be merged in a circle", async () => {
    const [one, other] = [await register("agent"), await register("agent")];
    expect(codes(await call("coordinator", "mergeComplaint", { id: one.id, intoId: one.id }))).toEqual([
      "NOT_MERGEABLE",
    ]);
    const into = await done("coordinator", "mergeComplaint", { id: one.id, intoId: other.id, reason: "Same call" });
    expect(into.duplicates.map(({ id }) => id)).toEqual([one.id]);
    expect((await read("coordinator", one.id))?.status).toBe("CLOSED");
    expect(codes(await call("coordinator", "addComplaintNote", { id: one.id, note: "x" }))).toEqual(["MERGED"]);
    expect(codes(await call("coordinator", "mergeComplaint", { id: other.id, intoId: one.id }))).toEqual([
      "NOT_MERGEABLE",
    ]);
  });

  it("CM-6 only who works on complaints of the place can own one", async () => {
    const { id } = await register("agent");
    const give = (to: string) => call("coordinator", "assignComplaint", { id, assigneeId: people[to]?.id });
    expect(codes(await give("labManager"))).toEqual(["NOT_ASSIGNABLE"]);
    expect(codes(await give("analyst"))).toEqual(["NOT_ASSIGNABLE"]);
    expect((await give("manager")).complaint?.assignee?.id).toBe(people["manager"]?.id);
  });

  it("CO-10: a stale version is refused with CONFLICT and changes nothing", async () => {
    const { id, version } = await register("agent");
    await done("coordinator", "updateComplaint", { id, version, subject: "First" });
    const answer = await as("second").query(
      "mutation ($input: UpdateComplaintInput!) { updateComplaint(input: $input) { userErrors { code } } }",
      { input: { id, version, subject: "Second" } },
    );
    expect(answer.errors?.[0]?.extensions?.["code"]).toBe("CONFLICT");
    expect((await read("coordinator", id))?.timeline.at(-1)?.changedFields).toEqual(["subject"]);
  });

  it("CM-14 a file is read through a signed link of this log-in; a changed one opens nothing", async () => {
    const { id } = await register("manager");
    const body = new FormData();
    body.append("note", "the bill");
    body.append("file", new Blob([Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")]), "bill.pdf");
    const sent = await fetch(`${server.url}/api/complaints/${id}/attachments`, {
      method: "POST",
      headers: { authorization: `Bearer ${as("manager").accessToken}` },
      body,
    });
    expect(sent.status).toBe(201);
    const [file] = (await read("coordinator", id))?.attachments ?? [];
    const link = `${server.url}${file?.url}`;
    const got = await fetch(link);
    expect(got.status).toBe(200);
    expect(got.headers.get("content-disposition")).toContain("bill.pdf");
    const [reading] = await server.kernel.tx((tx) =>
      sql<{ actorId: string }>(
        tx.em,
        `select actor_id as "actorId" from audit_event where action = 'complaint.attachmentRead' and target_id = $1`,
        [id],
      ),
    );
    expect(reading?.actorId).toBe(people["coordinator"]?.id);
    expect((await fetch(`${server.url}${file?.url?.split("?")[0]}`)).status).toBe(401);
    expect((await fetch(`${link.slice(0, -3)}abc`)).status).toBe(401);
    expect((await read("analyst", id))?.attachments[0]?.url).toBeNull();
  });

  it("CM-3 a category has its path; one in use is not deleted", async () => {
    const id = await categoryOf("TREATMENT_PAIN");
    const complaint = await register("agent", { categoryId: id });
    expect(complaint.categoryPath.map(({ level }) => level)).toEqual([1, 2, 3, 4]);
    const gone = await as("admin").query<{ deleteComplaintCategory: Outcome }>(
      "mutation ($input: DeleteComplaintCategoryInput!) { deleteComplaintCategory(input: $input) { userErrors { code } } }",
      { input: { id } },
    );
    expect(gone.data?.deleteComplaintCategory.userErrors).toEqual([{ code: "IN_USE" }]);
  });

  it("CM-17, CM-18 the dashboard's figures are those of the list with the same filter, within the caller's reach", async () => {
    const query = `query ($filter: ComplaintFilter) { complaints(filter: $filter) { totalCount } complaintDashboard(filter: $filter) {
      received open closed answered dissatisfied dissatisfactionRate meanScore months { month received }
      groups(by: DEPARTMENT) { key received answered dissatisfied dissatisfactionRate department { code } } severities: groups(by: SEVERITY) { key received } } }`;
    interface Figures {
      complaints: { totalCount: number };
      complaintDashboard: {
        received: number;
        open: number;
        closed: number;
        answered: number;
        dissatisfied: number;
        dissatisfactionRate: number | null;
        meanScore: number | null;
        months: { month: string; received: number }[];
        groups: { key: string | null; received: number; dissatisfied: number; department: { code: string } | null }[];
        severities: { key: string; received: number }[];
      };
    }
    const ask = async (name: string, filter: object = {}) =>
      (await as(name).query<Figures>(query, { filter })).data as Figures;
    const [one, two] = [await register("agent", { severity: "LOW" }), await register("agent", { severity: "LOW" })];
    await server.kernel.tx(async (tx) => {
      const mark = "update complaint set is_dissatisfied = $2, resolution_score = $3 where id = $1";
      await sql(tx.em, mark, [one.id, true, 20]);
      await sql(tx.em, mark, [two.id, false, 90]);
    });
    const low = await ask("coordinator", { severity: ["LOW"] });
    expect(low.complaintDashboard).toMatchObject({
      received: 2,
      answered: 2,
      dissatisfied: 1,
      dissatisfactionRate: 50,
      meanScore: 55,
    });
    expect(low.complaints.totalCount).toBe(2);
    const all = await ask("coordinator");
    const { received, open, closed, groups, severities, months } = all.complaintDashboard;
    expect(received).toBe(all.complaints.totalCount);
    expect(open + closed).toBe(received);
    const sum = (rows: { received: number }[]) => rows.reduce((total, row) => total + row.received, 0);
    expect([sum(groups), sum(severities), sum(months)]).toEqual([received, received, received]);
    expect(groups.find(({ key }) => key === ward.id)?.department?.code).toBe(ward.code);
    expect((await ask("labManager")).complaintDashboard).toMatchObject({ received: 0, dissatisfactionRate: null });
    expect((await ask("otherAgent")).complaintDashboard.received).toBe(0);
  });

  it("CM-19 many are assigned at once, each by the rule of one", async () => {
    const ids = [(await register("agent")).id, (await register("agent")).id];
    const bulk = (assignee: string, isPreview: boolean) =>
      as("coordinator").query<{
        assignComplaintsBulk: { run: { done: number; failed: number } | null; userErrors: object[] };
      }>(
        "mutation ($input: AssignComplaintsBulkInput!) { assignComplaintsBulk(input: $input) { run { done failed } userErrors { code } } }",
        { input: { ids, assigneeId: people[assignee]?.id, isPreview } },
      );
    expect((await bulk("manager", false)).data?.assignComplaintsBulk).toMatchObject({ run: { done: 2, failed: 0 } });
    expect((await bulk("labManager", false)).data?.assignComplaintsBulk).toMatchObject({ run: { done: 0, failed: 2 } });
    // SLA-25
    const told = await server.kernel.tx((tx) =>
      sql(tx.em, "select parameters->>'count' as count from user_notification where title_key = 'complaintsAssigned'"),
    );
    expect(told).toEqual([{ count: "2" }]);
    expect((await read("coordinator", ids[0] as string))?.assignee?.id).toBe(people["manager"]?.id);
  });

  it("reads a page of complaints with all that a list shows in a fixed number of queries", async () => {
    const query = `query ($first: Int!) { complaints(first: $first) { nodes { id reference hospital { code } department { code } patient { mrn }
      physician { nameEn } assignee { nameEn } categoryPath { code } abilities { canAssign } } } }`;
    const few = await statementsOf(() => as("coordinator").query(query, { first: 12 }));
    const many = await statementsOf(() => as("coordinator").query(query, { first: 15 }));
    expect(few.length).toBeGreaterThan(0);
    expect(many.length).toBeLessThanOrEqual(few.length + 1);
  });
});
