import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPhysician, buildUser } from "../../testing/factories.ts";
import {
  buildInboundEvent,
  buildJourney,
  buildJourneyTemplate,
  opdTriggers,
  type GivenEvent,
} from "../../testing/factories-journeys.ts";
import { buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { watch } from "../../testing/live-client.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { deliverOutbox, sql } from "../core/index.ts";
import type { Hospital } from "../organizations/index.ts";
import { surveyAnswered } from "../surveys/index.ts";
import { processInboundEvents } from "./index.ts";

const [visited, lab] = opdTriggers as [string, string];
const everything = `id encounterId journeyType status startedAt closedAt lastEventAt completedStageCount stageCount hasNegativeSurvey version
  hospital { code } department { code } patient { mrn name isIdentityMasked } template { code } templateVersion { number }
  currentStage { code } abilities { canCancel canSendSurvey }
  stages { position code nameAr nameEn triggerEventCode status completedAt isLate isPhysicianMissing inboundEventId hasSurveyTemplate
    physician { licenseNumber } department { code } survey { status journey { encounterId } } abilities { canSendSurvey } }`;

interface Journey {
  id: string;
  encounterId: string;
  status: string;
  stages: { status: string; code: string }[];
  [field: string]: unknown;
}
interface List {
  journeyInstances: { totalCount: number; nodes: Journey[] };
}

describe("journeys over GraphQL", () => {
  let server: TestServer;
  let hospital: Hospital;
  let other: Hospital;
  let admin: TestClient;
  let departmentId: string;
  beforeAll(async () => {
    server = await startTestServer();
    departmentId = await server.kernel.tx(async (tx) => {
      [hospital, other] = [await buildHospital(tx), await buildHospital(tx)];
      const survey = await buildSurveyTemplate(tx);
      await buildJourneyTemplate(tx, {
        code: "OPD",
        stages: opdTriggers.map((triggerEventCode, i) => ({
          triggerEventCode,
          surveyTemplateId: survey.id,
          isAutoSendSurvey: i > 0,
        })),
      });
      const parent = await buildDepartment(tx, { hospital, code: "DIAGNOSTICS" });
      const department = await buildDepartment(tx, { hospital, code: "LAB", parent });
      const physician = await buildPhysician(tx, { hospital, licenseNumber: "PH-1" });
      await buildPhysician(tx, { hospital, licenseNumber: "PH-2" });
      await buildUser(tx, { role: Role.PX_ADMIN, email: "px@test.px360.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "hospital@test.px360.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: other, email: "other@test.px360.test" });
      await buildUser(tx, {
        role: Role.DEPARTMENT_MANAGER,
        hospital,
        department: parent,
        email: "department@test.px360.test",
      });
      await buildUser(tx, { role: Role.PHYSICIAN, hospital, physician, email: "physician@test.px360.test" });
      await buildUser(tx, { role: Role.STAFF, hospital, email: "staff@test.px360.test" });
      return department.id;
    });
    admin = await server.signIn("px@test.px360.test");
    await send(
      {
        eventCode: "OPD_CHECKED_IN",
        encounterId: "with-lab",
        mrn: "MRN-1",
        payload: { patient: { name_en: "Sara Ali" } },
      },
      { eventCode: visited, encounterId: "with-lab", payload: { physician_license: "PH-1" } },
      { eventCode: lab, encounterId: "with-lab", payload: { department_code: "LAB" } },
      { eventCode: "OPD_CHECKED_IN", encounterId: "plain", mrn: "MRN-2" },
      { eventCode: visited, encounterId: "plain", payload: { physician_license: "PH-2" } },
      { eventCode: "OPD_CHECKED_IN", encounterId: "elsewhere", mrn: "MRN-3", hospital: other },
    );
  });
  afterAll(() => server.close());

  const send = async (...events: Omit<GivenEvent, "hospital">[] | GivenEvent[]) => {
    const ids = await server.kernel.tx(async (tx) =>
      events.map((event) => buildInboundEvent(tx, { hospital, ...event })),
    );
    await server.kernel.tx((tx) => processInboundEvents(tx, ids));
    return ids;
  };
  const list = async (client: TestClient, filter: object = {}) => {
    const answer = await client.query<List>(
      "query ($filter: JourneyInstanceFilter) { journeyInstances(filter: $filter) { totalCount nodes { id encounterId } } }",
      { filter },
    );
    expect(answer.errors).toBeUndefined();
    const found = answer.data?.journeyInstances;
    expect(found?.totalCount).toBe(found?.nodes.length);
    return found?.nodes.map((node) => node.encounterId).sort();
  };
  const one = async (client: TestClient, encounterId: string) => {
    const answer = await client.query<List>(
      `query ($filter: JourneyInstanceFilter) { journeyInstances(filter: $filter) { nodes { ${everything} } } }`,
      { filter: { encounterId } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.journeyInstances.nodes[0];
  };

  it("shows a journey with its stages, survey, patient and what may be done", async () => {
    const journey = await one(admin, "with-lab");
    expect(journey).toMatchObject({
      status: "ACTIVE",
      journeyType: "OPD",
      completedStageCount: 2,
      stageCount: 4,
      hasNegativeSurvey: false,
      hospital: { code: hospital.code },
      department: { code: "LAB" },
      patient: { mrn: "MRN-1", name: "Sara Ali", isIdentityMasked: false },
      template: { code: "OPD" },
      templateVersion: { number: 1 },
      currentStage: { code: "STAGE_3" },
      abilities: { canCancel: true, canSendSurvey: true },
    });
    expect(journey?.stages[0]).toMatchObject({
      code: "STAGE_1",
      nameAr: "مرحلة 1",
      triggerEventCode: visited,
      status: "COMPLETED",
      physician: { licenseNumber: "PH-1" },
      department: null,
      survey: null,
      hasSurveyTemplate: true,
      abilities: { canSendSurvey: true },
    });
    expect(journey?.stages[1]).toMatchObject({
      department: { code: "LAB" },
      survey: { status: "QUEUED", journey: { encounterId: "with-lab" } },
      abilities: { canSendSurvey: false },
    });
    expect(journey?.stages.map((stage) => stage.status)).toEqual(["COMPLETED", "COMPLETED", "IN_PROGRESS", "PENDING"]);
  });

  it("JO-21: each sees the journeys of their scope, with all stages of them", async () => {
    const as = async (name: string) => list(await server.signIn(`${name}@test.px360.test`));
    expect(await list(admin)).toEqual(["elsewhere", "plain", "with-lab"]);
    expect(await as("hospital")).toEqual(["plain", "with-lab"]);
    expect(await as("other")).toEqual(["elsewhere"]);
    expect(await as("department")).toEqual(["with-lab"]);
    expect(await as("physician")).toEqual(["with-lab"]);
    const staff = await (await server.signIn("staff@test.px360.test")).query("{ journeyInstances { totalCount } }");
    expect(staff.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("JO-21: what lies outside is null by id, and neither patient nor events go to who may not see them", async () => {
    const id = (await one(admin, "elsewhere"))?.id;
    const hospitalAdmin = await server.signIn("hospital@test.px360.test");
    const outside = await hospitalAdmin.query<{ journeyInstance: null }>(
      "query ($id: ID!) { journeyInstance(id: $id) { id } }",
      { id },
    );
    expect(outside).toMatchObject({ data: { journeyInstance: null } });
    const physician = await server.signIn("physician@test.px360.test");
    const seen = await one(physician, "with-lab");
    expect(seen).toMatchObject({ patient: null, abilities: { canCancel: false, canSendSurvey: false } });
    expect(seen?.stages).toMatchObject([{ survey: null }, { survey: null }, {}, {}]);
    const events = await physician.query<List>("{ journeyInstances { nodes { events { nodes { id } } } } }");
    expect(events.data?.journeyInstances.nodes).toEqual([{ events: null }]);
  });

  it.each<[object, string[]]>([
    [{ mrn: "MRN-2" }, ["plain"]],
    [{ search: "with" }, ["with-lab"]],
    [{ search: "MRN-3" }, ["elsewhere"]],
    [{ search: "%" }, []],
    [{ status: ["COMPLETED", "CLOSED"] }, []],
    [{ journeyType: ["OPD"], stageCode: ["STAGE_2"], stageStatus: "IN_PROGRESS" }, ["plain"]],
    [{ stageCode: ["STAGE_1"], stageStatus: "COMPLETED" }, ["plain", "with-lab"]],
    [{ stageStatus: "SKIPPED" }, []],
    [{ hasNegativeSurvey: true }, []],
    [{ startedAt: { to: "2020-01-01T00:00:00Z" } }, []],
  ])("filters by %j", async (filter, expected) => {
    expect(await list(admin, filter)).toEqual(expected);
    expect(await list(admin, { departmentId: [departmentId] })).toEqual(["with-lab"]);
  });

  it("links events, patients and journeys both ways", async () => {
    const answer = await admin.query<List>(`{ journeyInstances(filter: { encounterId: "with-lab" }) { nodes {
      events(first: 2) { totalCount nodes { eventCode journey { encounterId } } } patient { journeys { nodes { encounterId } } } } } }`);
    expect(answer.data?.journeyInstances.nodes[0]).toMatchObject({
      events: {
        totalCount: 3,
        nodes: [{ journey: { encounterId: "with-lab" } }, { journey: { encounterId: "with-lab" } }],
      },
      patient: { journeys: { nodes: [{ encounterId: "with-lab" }] } },
    });
  });

  it("asks the same number of questions for two journeys and for twenty", async () => {
    const query = async (first: number) => {
      const statements = await statementsOf(async () => {
        const answer = await admin.query<List>(`{ journeyInstances(first: ${first}) { nodes { ${everything} } } }`);
        expect(answer.data?.journeyInstances.nodes).toHaveLength(first);
      });
      return statements.length;
    };
    await server.kernel.tx(async (tx) => {
      for (let i = 0; i < 20; i++)
        await buildJourney(tx, { hospital: i % 2 ? hospital : other, encounterId: `many-${i}` });
    });
    const [few, many] = [await query(2), await query(20)];
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(16);
  });

  it("JO-1, JO-3, JO-12, JO-14: opens a journey by hand, takes early events up, and matches the patient by MRN", async () => {
    const [early] = await send({ eventCode: lab, encounterId: "by-hand" });
    const document = `mutation ($input: CreateJourneyInstanceInput!) {
      createJourneyInstance(input: $input) { journeyInstance { encounterId status patient { mrn mobile } } userErrors { code field } } }`;
    const input = {
      hospitalId: hospital.id,
      encounterId: "by-hand",
      mrn: "MRN-1",
      journeyType: "OPD",
      patient: { mobile: "0555555555" },
    };
    const client = await server.signIn("hospital@test.px360.test");
    const opened = await client.query<Record<string, unknown>>(document, { input });
    expect(opened.data?.["createJourneyInstance"]).toEqual({
      journeyInstance: { encounterId: "by-hand", status: "ACTIVE", patient: { mrn: "MRN-1", mobile: "+966555555555" } },
      userErrors: [],
    });
    await server.kernel.tx((tx) => processInboundEvents(tx, [early ?? ""]));
    expect((await one(client, "by-hand"))?.stages[1]?.status).toBe("COMPLETED");
    const again = await client.query<Record<string, { userErrors: object[] }>>(document, { input });
    expect(again.data?.["createJourneyInstance"]?.userErrors).toEqual([
      { code: "ENCOUNTER_TAKEN", field: ["encounterId"] },
    ]);
    const inpatient = await client.query<Record<string, { userErrors: object[] }>>(document, {
      input: { ...input, encounterId: "x", journeyType: "EMS" },
    });
    expect(inpatient.data?.["createJourneyInstance"]?.userErrors).toEqual([
      { code: "NO_TEMPLATE", field: ["journeyType"] },
    ]);
    const foreign = await client.query(document, { input: { ...input, encounterId: "y", hospitalId: other.id } });
    expect(foreign.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("JO-11: cancels by hand with a reason, once", async () => {
    const id = (await one(admin, "by-hand"))?.id;
    const document = `mutation ($input: CancelJourneyInstanceInput!) {
      cancelJourneyInstance(input: $input) { journeyInstance { status cancelReason stages { status survey { status } } } userErrors { code } } }`;
    const refused = await (
      await server.signIn("other@test.px360.test")
    ).query(document, { input: { id, reason: "x" } });
    expect(refused.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    const done = await admin.query<Record<string, unknown>>(document, { input: { id, reason: "Wrong patient" } });
    expect(done.data?.["cancelJourneyInstance"]).toMatchObject({
      journeyInstance: {
        status: "CANCELLED",
        cancelReason: "Wrong patient",
        stages: [{ status: "SKIPPED" }, { status: "COMPLETED", survey: { status: "CANCELLED" } }, {}, {}],
      },
    });
    const again = await admin.query<Record<string, { userErrors: object[] }>>(document, { input: { id, reason: "x" } });
    expect(again.data?.["cancelJourneyInstance"]?.userErrors).toEqual([{ code: "ALREADY_CANCELLED" }]);
  });

  it("JO-22: sends the survey of a stage by hand; only of completed ones, and only within one's own place", async () => {
    const document = `mutation ($input: SendStageSurveyInput!) {
      sendStageSurvey(input: $input) { stageInstance { survey { status } abilities { canSendSurvey } } surveyInstance { status } userErrors { code } } }`;
    const stages = (
      await admin.query<List>(
        `{ journeyInstances(filter: { encounterId: "with-lab" }) { nodes { stages { id code } } } }`,
      )
    ).data?.journeyInstances.nodes[0]?.stages as unknown as { id: string }[];
    const sendStage = (client: TestClient, i: number) =>
      client.query<Record<string, unknown>>(document, { input: { stageInstanceId: stages[i]?.id } });
    const manager = await server.signIn("department@test.px360.test");
    expect((await sendStage(manager, 0)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await sendStage(admin, 2)).data?.["sendStageSurvey"]).toMatchObject({
      userErrors: [{ code: "STAGE_NOT_COMPLETED" }],
    });
    expect((await sendStage(admin, 0)).data?.["sendStageSurvey"]).toEqual({
      stageInstance: { survey: { status: "QUEUED" }, abilities: { canSendSurvey: false } },
      surveyInstance: { status: "QUEUED" },
      userErrors: [],
    });
    expect((await sendStage(admin, 0)).data?.["sendStageSurvey"]).toMatchObject({
      userErrors: [{ code: "ALREADY_QUEUED" }],
    });
  });

  it("JO-25: simulates an event in words, without doing it", async () => {
    const document = `mutation ($input: SimulateJourneyEventInput!) { simulateJourneyEvent(input: $input) { simulation {
      status flags errorCode explanation isOpening isSendingSurvey journeyStatus completedStage { code } template { code } journey { encounterId } } userErrors { code } } }`;
    const simulate = async (given: object) => {
      const answer = await admin.query<Record<string, { simulation: object }>>(document, {
        input: { hospitalId: hospital.id, ...given },
      });
      expect(answer.errors).toBeUndefined();
      return answer.data?.["simulateJourneyEvent"]?.simulation;
    };
    const counts = () =>
      sql(
        server.kernel.orm.em.fork(),
        "select (select count(*) from journey_instance) as j, (select count(*) from patient) as p, (select count(*) from survey_instance) as s",
      );
    const before = await counts();
    expect(await simulate({ eventCode: "OPD_CHECKED_IN" })).toMatchObject({
      status: "PROCESSED",
      isOpening: true,
      template: { code: "OPD" },
      journey: null,
      explanation: ["A journey would be opened."],
    });
    expect(await simulate({ eventCode: "RADIOLOGY_REPORT_FINALIZED", encounterId: "with-lab" })).toMatchObject({
      status: "PROCESSED",
      flags: [],
      completedStage: { code: "STAGE_3" },
      isSendingSurvey: true,
      journey: { encounterId: "with-lab" },
    });
    expect(await simulate({ eventCode: lab, encounterId: "with-lab" })).toMatchObject({
      flags: ["NO_OPEN_STAGE"],
      completedStage: null,
    });
    expect(await simulate({ eventCode: lab, encounterId: "unheard-of" })).toMatchObject({ status: "UNMATCHED" });
    expect(await simulate({ eventCode: "COFFEE" })).toMatchObject({ status: "IGNORED" });
    expect(await simulate({ eventCode: "ADMITTED" })).toMatchObject({ status: "DEAD", errorCode: "NO_TEMPLATE" });
    const draft = await server.kernel.tx((tx) => buildJourneyTemplate(tx, { isActive: false, stages: ["NEW_CODE"] }));
    expect(await simulate({ eventCode: "NEW_CODE", journeyTemplateId: draft.id })).toMatchObject({
      status: "PROCESSED",
      flags: [],
      completedStage: { code: "STAGE_1" },
      journeyStatus: "COMPLETED",
    });
    expect(await counts()).toEqual(before);
  });

  it("JO-23, JO-24: shows changes live to who may see them, and remembers a negative answer", async () => {
    const id = (await one(admin, "with-lab"))?.id;
    const document = `subscription ($id: ID!) { journeyChanged(id: $id) { status hasNegativeSurvey completedStageCount stages { status } patient { name } } }`;
    const [department, foreigner] = [
      await server.signIn("department@test.px360.test"),
      await server.signIn("other@test.px360.test"),
    ];
    const [seeing, masked, refused] = [admin, department, foreigner].map((client) =>
      watch<Journey>(server, client.accessToken, document, { id }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    await send({ eventCode: "RADIOLOGY_REPORT_FINALIZED", encounterId: "with-lab" });
    expect(await seeing?.until(1)).toMatchObject([
      {
        completedStageCount: 3,
        patient: { name: "Sara Ali" },
        stages: [{}, {}, { status: "COMPLETED" }, { status: "IN_PROGRESS" }],
      },
    ]);
    expect(await masked?.until(1)).toMatchObject([{ completedStageCount: 3, patient: null }]);

    await server.kernel.tx(async (tx) => {
      const [survey] = await sql<{ id: string }>(
        tx.em,
        "select id from survey_instance where encounter_id = 'with-lab' limit 1",
      );
      tx.emit(surveyAnswered, {
        surveyInstanceId: survey?.id ?? "",
        hospitalId: hospital.id,
        departmentId: null,
        physicianId: null,
        isNegative: true,
        hasComment: false,
      });
    });
    await server.kernel.tx(async (tx) => {
      const rows = await sql<{ id: string }>(
        tx.em,
        "select id from outbox_message where subscriber = 'journeys.mark-negative' and status = 'WAITING'",
      );
      await deliverOutbox(
        tx,
        rows.map((row) => row.id),
      );
    });
    expect((await seeing?.until(2))?.[1]).toMatchObject({ hasNegativeSurvey: true });
    expect(await list(admin, { hasNegativeSurvey: true })).toEqual(["with-lab"]);
    expect(refused?.items).toEqual([]);
    expect(refused?.errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
    await Promise.all([seeing, masked, refused].map((client) => client?.close()));
  });
});
