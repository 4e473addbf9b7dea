import { ref } from "@mikro-orm/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, RoleAssignment, ScopeType, type User } from "../modules/accounts/index.ts";
import { sql, type Tx } from "../modules/core/index.ts";
import { createFeedback, FeedbackKind, FeedbackSource } from "../modules/feedback/index.ts";
import { Employee, type Hospital } from "../modules/organizations/index.ts";
import { SurveyStatus } from "../modules/surveys/index.ts";
import { buildSurveyInstance } from "../testing/factories-surveys.ts";
import { buildHospital, buildPhysician, buildUser } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";
import { csvOf } from "./testing/exports.ts";

interface Answer {
  readonly preview: object | null;
  readonly run: { id: string; done: number; failed: number; notPermitted: number; isFinished: boolean } | null;
  readonly userErrors: readonly { code: string }[];
}
type Make = (tx: Tx, at: Hospital, isReady: boolean) => Promise<{ id: string }>;

const buildFeedback: Make = (tx, { id }, isReady) =>
  createFeedback(tx, {
    hospitalId: id,
    // A question that nobody answered is not closed; an opinion is.
    kind: isReady ? FeedbackKind.COMPLIMENT : FeedbackKind.INQUIRY,
    source: FeedbackSource.RECEPTION,
    subject: "Parking",
    description: "Where can I park?",
  });
const buildSurvey: Make = async (tx, hospital, isReady) =>
  (await buildSurveyInstance(tx, { hospital, status: isReady ? SurveyStatus.SENT : SurveyStatus.ANSWERED })).survey;
const buildPerson: Make = async (tx, hospital, isActive) =>
  Object.assign(await buildUser(tx, { role: Role.STAFF, hospital }), { isActive });
const buildGuest: Make = async (tx, hospital, isInvited) =>
  Object.assign(await buildUser(tx, { role: Role.STAFF, hospital }), isInvited && { passwordHash: "unset" });

let number = 0;
const buildEmployee: Make = async (tx, hospital, isActive) =>
  tx.em.create(Employee, {
    hospital: ref(hospital),
    employeeNumber: `E-${++number}`,
    nameAr: "موظف",
    nameEn: "Employee",
    isActive,
  });

interface Case {
  readonly make: Make;
  readonly input: object;
  readonly audit: string;
  /** What came of the row whose state does not suit: refused by its rule, or left as it is. */
  readonly unsuited: "failed" | "done";
}
/** Each verb on a row that suits, one whose state does not, and one of another hospital. */
const verbs: Readonly<Record<string, Case>> = {
  changeFeedbackStatusBulk: {
    make: buildFeedback,
    input: { status: "CLOSED", reason: "Thank you" },
    audit: "feedback.closed",
    unsuited: "failed",
  },
  resendSurveysBulk: { make: buildSurvey, input: {}, audit: "survey.resent", unsuited: "failed" },
  cancelSurveysBulk: {
    make: buildSurvey,
    input: { reason: "Wrong day" },
    audit: "survey.cancelled",
    unsuited: "failed",
  },
  setUsersActiveBulk: {
    make: buildPerson,
    input: { isActive: false },
    audit: "user.deactivated",
    unsuited: "done",
  },
  resendInvitationsBulk: { make: buildGuest, input: {}, audit: "user.invitationResent", unsuited: "failed" },
  setPhysiciansActiveBulk: {
    make: async (tx, hospital, isActive) => Object.assign(await buildPhysician(tx, { hospital }), { isActive }),
    input: { isActive: false },
    audit: "physician.updated",
    unsuited: "done",
  },
  setEmployeesActiveBulk: {
    make: buildEmployee,
    input: { isActive: false },
    audit: "employee.updated",
    unsuited: "done",
  },
};

describe("CO-46: what is done to many rows of a list", () => {
  let server: TestServer;
  let [hospital, second, other]: Hospital[] = [];
  let administrator: User;
  let admin: TestClient;

  const alsoAt = (tx: Tx, user: User, hospital: Hospital, role: Role) => {
    user.homeHospitalIds = [...user.homeHospitalIds, hospital.id];
    tx.em.create(RoleAssignment, { user: ref(user), role, scopeType: ScopeType.HOSPITAL, hospital: ref(hospital) });
  };
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      [hospital, second, other] = [await buildHospital(tx), await buildHospital(tx), await buildHospital(tx)];
      administrator = await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital });
      alsoAt(tx, administrator, second as Hospital, Role.HOSPITAL_ADMIN);
    });
    admin = await server.signIn(administrator.email);
  });
  afterAll(() => server.close());

  async function bulk(verb: string, input: object): Promise<Answer> {
    const type = verb.replace(/Physicians|Employees/, "Staff").replace(/^./, (letter) => letter.toUpperCase());
    const { data, errors } = await admin.query<{ bulk: Answer }>(
      `mutation ($input: ${type}Input!) { bulk: ${verb}(input: $input) { preview { total willChange notApplicable notPermitted }
         run { id done failed notPermitted isFinished } userErrors { code } } }`,
      { input },
    );
    if (!data) throw new Error(JSON.stringify(errors));
    return data.bulk;
  }
  const trailOf = async (ids: readonly string[]) =>
    (
      await sql<{ action: string; target: string }>(
        server.kernel.orm.em.fork(),
        `select action, target_id as target from audit_event where target_id = any($1) and actor_label = $2 order by id`,
        [ids, administrator.email],
      )
    ).map(({ action, target }) => `${action} ${target}`);

  it.each(Object.entries(verbs))(
    "%s: the preview tells apart what the run then does, refuses and may not touch, each with its trail",
    async (verb, { make, input, audit, unsuited }) => {
      const [suits, not, foreign] = await server.kernel.tx(async (tx) => {
        const rows = [
          await make(tx, hospital as Hospital, true),
          await make(tx, second as Hospital, false),
          await make(tx, other as Hospital, true),
        ];
        await tx.em.flush();
        return rows.map(({ id }) => id);
      });
      const ids = [suits, not, foreign] as string[];
      const looked = await bulk(verb, { ...input, ids, isPreview: true });
      expect(looked.preview).toEqual({ total: 3, willChange: 1, notApplicable: 1, notPermitted: 1 });
      expect(await trailOf(ids)).toEqual([]);
      const { run, userErrors } = await bulk(verb, { ...input, ids });
      expect(userErrors).toEqual([]);
      const counts = unsuited === "done" ? { done: 2, failed: 0 } : { done: 1, failed: 1 };
      expect(run).toMatchObject({ ...counts, notPermitted: 1, isFinished: true });
      expect(await trailOf(ids)).toEqual([`${audit} ${suits}`]);
    },
  );

  it("AC-8, AC-12: oneself, and who works elsewhere too, stay as they are, and the file says why", async () => {
    const both = await server.kernel.tx(async (tx) => {
      const user = await buildUser(tx, { role: Role.STAFF, hospital });
      alsoAt(tx, user, other as Hospital, Role.STAFF);
      return user;
    });
    const ids = [administrator.id, both.id];
    expect((await bulk("setUsersActiveBulk", { ids, isActive: false, isPreview: true })).preview).toEqual({
      total: 2,
      willChange: 0,
      notApplicable: 0,
      notPermitted: 2,
    });
    const { run } = await bulk("setUsersActiveBulk", { ids, isActive: false });
    const failures = await csvOf(server.url, admin, { list: "bulkFailures", filter: { runId: run?.id } });
    expect(failures.rows.map((row) => [row[0], row[2]])).toEqual([
      [administrator.email, "You cannot deactivate yourself."],
      [both.email, "This user also holds roles in places that you do not manage."],
    ]);
  });

  it("what is wrong for every row is said once, before any", async () => {
    const { id } = await server.kernel.tx((tx) => buildFeedback(tx, hospital as Hospital, true));
    expect((await bulk("changeFeedbackStatusBulk", { ids: [id], status: "CONVERTED" })).userErrors).toEqual([
      { code: "ILLEGAL_STATUS" },
    ]);
    expect((await bulk("cancelSurveysBulk", { ids: [id], reason: " " })).userErrors).toEqual([{ code: "REQUIRED" }]);
  });

  it("all that match the filter are taken: feedback to an owner, hospitals switched off", async () => {
    const owner = await server.kernel.tx(async (tx) => {
      for (const at of [hospital, hospital, other] as Hospital[])
        Object.assign(await buildFeedback(tx, at, true), { subject: "By filter" });
      return buildUser(tx, { role: Role.PX_COORDINATOR, hospital });
    });
    const given = { filter: { search: "By filter" }, assigneeId: owner.id };
    expect((await bulk("assignFeedbackBulk", given)).run).toMatchObject({ done: 2, failed: 0, notPermitted: 0 });
    const closing = { filter: { isActive: true }, isActive: false };
    expect((await bulk("setHospitalsActiveBulk", closing)).run).toMatchObject({ done: 2, notPermitted: 0 });
    const [left] = await sql<{ codes: string[] }>(
      server.kernel.orm.em.fork(),
      "select array_agg(code::text) as codes from hospital where is_active",
    );
    expect(left?.codes).toEqual([other?.code]);
  });
});
