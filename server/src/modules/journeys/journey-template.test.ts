import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildUser } from "../../testing/factories.ts";
import { buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import type { Hospital } from "../organizations/index.ts";

const fields = `id code isActive version openingEventCodes closingEventCodes
  currentVersion { number stages { position code triggerEventCode isAutoSendSurvey isPhysicianRequired surveyTemplate { code } } }
  versions { number }`;
const createDocument = `mutation ($input: CreateJourneyTemplateInput!) {
  createJourneyTemplate(input: $input) { journeyTemplate { ${fields} } userErrors { code field } } }`;
const updateDocument = `mutation ($input: UpdateJourneyTemplateInput!) {
  updateJourneyTemplate(input: $input) { journeyTemplate { ${fields} } userErrors { code field } } }`;
const switchDocument = `mutation ($input: SetJourneyTemplateActiveInput!) {
  setJourneyTemplateActive(input: $input) { journeyTemplate { id isActive } userErrors { code field } } }`;

interface Template {
  id: string;
  code: string;
  isActive: boolean;
  version: number;
  openingEventCodes: string[];
  closingEventCodes: string[];
  currentVersion: {
    number: number;
    stages: { position: number; code: string; isAutoSendSurvey: boolean; surveyTemplate: { code: string } | null }[];
  };
  versions: { number: number }[];
}
type Answer = Record<string, { journeyTemplate: Template | null; userErrors: { code: string; field: string[] }[] }>;

const stage = (code: string, given: object = {}) => ({
  code,
  nameAr: "مرحلة",
  nameEn: "Stage",
  triggerEventCode: `${code}_DONE`,
  ...given,
});
const input = (code: string, given: object = {}) => ({
  code,
  nameAr: "مسار",
  nameEn: "Journey",
  journeyType: "OPD",
  stages: [stage("CONSULT"), stage("LAB")],
  ...given,
});

describe("journey templates", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospital: Hospital;
  let survey: { id: string; code: string };
  let foreignSurvey: { id: string };
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      survey = await buildSurveyTemplate(tx);
      foreignSurvey = await buildSurveyTemplate(tx, { hospital: await buildHospital(tx) });
      await buildUser(tx, { role: Role.PX_ADMIN, email: "px@test.px360.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "hospital@test.px360.test" });
    });
    admin = await server.signIn("px@test.px360.test");
  });
  afterAll(() => server.close());

  const call = async (document: string, given: object, client = admin) => {
    const answer = await client.query<Answer>(document, { input: given });
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data ?? {})[0] as Answer[string];
  };

  it("JO-18, JO-19: makes a template with its first version, in force when no other one is", async () => {
    const { journeyTemplate, userErrors } = await call(
      createDocument,
      input("GROUP", {
        openingEventCodes: ["SIGNED_IN", " SIGNED_IN "],
        stages: [stage("CONSULT", { surveyTemplateId: survey.id, isPhysicianRequired: true }), stage("LAB")],
      }),
    );
    expect(userErrors).toEqual([]);
    expect(journeyTemplate).toMatchObject({
      code: "GROUP",
      isActive: true,
      openingEventCodes: ["SIGNED_IN"],
      closingEventCodes: [],
      currentVersion: { number: 1 },
    });
    expect(journeyTemplate?.currentVersion.stages).toEqual([
      {
        position: 1,
        code: "CONSULT",
        triggerEventCode: "CONSULT_DONE",
        isAutoSendSurvey: true,
        isPhysicianRequired: true,
        surveyTemplate: { code: survey.code },
      },
      {
        position: 2,
        code: "LAB",
        triggerEventCode: "LAB_DONE",
        isAutoSendSurvey: false,
        isPhysicianRequired: false,
        surveyTemplate: null,
      },
    ]);
    const second = await call(createDocument, input("GROUP-2"));
    expect(second.journeyTemplate?.isActive).toBe(false);
  });

  it("JO-18: one at most is in force per hospital and type; another one can replace it in one step", async () => {
    const own = { hospitalId: hospital.id };
    expect((await call(createDocument, input("OWN-1", own))).journeyTemplate?.isActive).toBe(true);
    expect((await call(createDocument, input("OWN-2", { ...own, isActive: true }))).userErrors).toEqual([
      { code: "ACTIVE_TEMPLATE_EXISTS", field: ["isActive"] },
    ]);
    const other = await call(createDocument, input("OWN-2", own));
    const id = other.journeyTemplate?.id;
    expect((await call(switchDocument, { id, isActive: true })).userErrors[0]?.code).toBe("ACTIVE_TEMPLATE_EXISTS");
    expect((await call(switchDocument, { id, isActive: true, isReplacing: true })).userErrors).toEqual([]);
    const answer = await admin.query<{ journeyTemplates: { totalCount: number; nodes: { code: string }[] } }>(
      "query ($id: ID!) { journeyTemplates(filter: { hospitalId: [$id], isActive: true }) { totalCount nodes { code } } }",
      { id: hospital.id },
    );
    expect(answer.data?.journeyTemplates).toEqual({ totalCount: 1, nodes: [{ code: "OWN-2" }] });
  });

  it.each<[string, object, { code: string; field: string[] }]>([
    ["a code that is taken", { code: "GROUP" }, { code: "CODE_TAKEN", field: ["code"] }],
    ["no Arabic name", { nameAr: "" }, { code: "REQUIRED", field: ["nameAr"] }],
    [
      "a survey that does not exist",
      { stages: [stage("A", { surveyTemplateId: "0190b5a0-0000-7000-8000-000000000000" })] },
      { code: "UNKNOWN_SURVEY_TEMPLATE", field: ["stages", "0", "surveyTemplateId"] },
    ],
    [
      "two stages of one code",
      { stages: [stage("A"), stage("A")] },
      { code: "CODE_TAKEN", field: ["stages", "1", "code"] },
    ],
  ])("JO-19: refuses %s", async (_title, given, expected) => {
    const { journeyTemplate, userErrors } = await call(createDocument, input("NEW", given));
    expect(journeyTemplate).toBeNull();
    expect(userErrors).toEqual([expected]);
  });

  it("JO-19: refuses another hospital's survey", async () => {
    const { userErrors } = await call(
      createDocument,
      input("NEW", { hospitalId: hospital.id, stages: [stage("A", { surveyTemplateId: foreignSurvey.id })] }),
    );
    expect(userErrors[0]?.code).toBe("UNKNOWN_SURVEY_TEMPLATE");
  });

  it("JO-17: changed stages or codes are a new version, changed names are not", async () => {
    const { journeyTemplate } = await call(createDocument, input("VERSIONS", { journeyType: "EMS" }));
    const { id } = journeyTemplate as Template;
    const renamed = await call(updateDocument, { id, version: journeyTemplate?.version, nameEn: "Renamed" });
    expect(renamed.journeyTemplate).toMatchObject({ currentVersion: { number: 1 } });
    const changed = await call(updateDocument, {
      id,
      version: renamed.journeyTemplate?.version,
      closingEventCodes: ["LEFT"],
    });
    expect(changed.journeyTemplate).toMatchObject({
      closingEventCodes: ["LEFT"],
      currentVersion: { number: 2, stages: [{ code: "CONSULT" }, { code: "LAB" }] },
    });
    const again = await call(updateDocument, { id, stages: [stage("TRIAGE")] });
    expect(again.journeyTemplate?.versions).toEqual([{ number: 3 }, { number: 2 }, { number: 1 }]);
    const stale = await admin.query(updateDocument, { input: { id, version: 1, nameEn: "Old" } });
    expect(stale.errors?.[0]?.extensions?.code).toBe("CONFLICT");
  });

  it("a hospital admin reads the templates of the group and their own, and changes none", async () => {
    const client = await server.signIn("hospital@test.px360.test");
    const list = await client.query<{ journeyTemplates: { nodes: { code: string }[] } }>(
      "{ journeyTemplates { nodes { code } } }",
    );
    expect(list.data?.journeyTemplates.nodes.map((node) => node.code)).toContain("GROUP");
    const refused = await client.query(createDocument, { input: input("MINE", { hospitalId: hospital.id }) });
    expect(refused.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });
});
