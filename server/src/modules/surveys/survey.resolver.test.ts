import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../testing/factories.ts";
import { buildSurveyInstance, buildSurveyTemplate, type BuiltSurvey } from "../../testing/factories-surveys.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer, type GraphQLAnswer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import type { Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { submitPublicSurvey } from "./submit.service.ts";
import { SurveyStatus } from "./survey.status.ts";
import { rowOf } from "../../testing/survey-cases.ts";
import { Language } from "../core/index.ts";

const emails = ["px-admin", "admin-a", "manager-a", "physician-a", "analyst", "staff"].map(
  (name) => `${name}@test.px360.test`,
);

interface Pages {
  surveyInstances: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe("surveys over GraphQL", () => {
  let server: TestServer;
  let a: { hospital: Hospital; department: Department; physician: Physician; patient: Patient };
  let b: typeof a;
  let mine: BuiltSurvey;
  let others: BuiltSurvey;
  const clients: Record<string, TestClient> = {};
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const place = async () => {
        const hospital = await buildHospital(tx);
        const department = await buildDepartment(tx, { hospital });
        return {
          hospital,
          department,
          physician: await buildPhysician(tx, { hospital, department }),
          patient: await buildPatient(tx, { hospital, mrn: `SV-${hospital.code}` }),
        };
      };
      a = await place();
      b = await place();
      mine = await buildSurveyInstance(tx, a);
      others = await buildSurveyInstance(tx, b);
      // Same hospital, another department and no physician.
      await buildSurveyInstance(tx, {
        hospital: a.hospital,
        department: await buildDepartment(tx, { hospital: a.hospital }),
        patient: a.patient,
        stageCode: "LAB",
      });
      const [admin, adminA, manager, physician, analyst, staff] = emails as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      await buildUser(tx, { role: Role.PX_ADMIN, email: admin });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: a.hospital, email: adminA });
      await buildUser(tx, {
        role: Role.DEPARTMENT_MANAGER,
        hospital: a.hospital,
        department: a.department,
        email: manager,
      });
      await buildUser(tx, { role: Role.PHYSICIAN, hospital: a.hospital, physician: a.physician, email: physician });
      await buildUser(tx, { role: Role.ANALYST, email: analyst });
      await buildUser(tx, { role: Role.STAFF, hospital: a.hospital, email: staff });
      const answers = { q1: 2, q2: { value: null, isNotApplicable: true }, q3: "YES", q4: "٣", q5: "انتظرت طويلًا" };
      await submitPublicSurvey(tx, { token: mine.token, answers, language: Language.AR });
    });
    for (const email of emails) clients[email.split("@")[0] as string] = await server.signIn(email);
  });
  afterAll(() => server.close());

  const list = async (who: string, args = "") => {
    const answer = await clients[who]?.query<{ surveyInstances: { nodes: { id: string }[]; totalCount: number } }>(
      `{ surveyInstances(first: 100${args}) { totalCount nodes { id } } }`,
    );
    if (answer?.errors) throw new Error(JSON.stringify(answer.errors));
    return answer?.data?.surveyInstances as { nodes: { id: string }[]; totalCount: number };
  };
  const one = async (who: string, id: string, fields: string) =>
    (
      await clients[who]?.query<{ surveyInstance: Record<string, unknown> | null }>(
        `query ($id: ID!) { surveyInstance(id: $id) { ${fields} } }`,
        { id },
      )
    )?.data?.surveyInstance;

  test.each([
    ["px-admin", 3],
    ["admin-a", 2],
    ["manager-a", 1],
    ["physician-a", 1],
    ["analyst", 3],
  ])("F1.5 %s sees %i surveys, in the list, in the count and one by one", async (who, expected) => {
    const { nodes, totalCount } = await list(who);
    expect(nodes).toHaveLength(expected);
    expect(totalCount).toBe(expected);
    expect((await one(who, others.survey.id, "id")) ?? null).toEqual(expected === 3 ? { id: others.survey.id } : null);
  });

  test("SV-22, F1.5 staff without the right see none, and say nothing about its existence", async () => {
    await expect(list("staff")).rejects.toThrow("FORBIDDEN");
  });

  test("answers with the words of the pinned version, and why the score is what it is", async () => {
    const survey = await one(
      "manager-a",
      mine.survey.id,
      `status score isNegative threshold thresholdSource hasComment
      answers { questionCode questionType textEn valueNumber valueCodes valueText score isNotApplicable optionLabelsAr optionLabelsEn }
      scoreExplanation { rule score threshold thresholdSource questionScores { questionCode weight score reason } sectionMeans { sectionCode mean } }
      template { nameEn } templateVersion { number } hospital { code } department { code } physician { licenseNumber } patient { mrn } link notifications { id }
      abilities { canResend canCancel }`,
    );
    expect(survey).toMatchObject({
      status: "ANSWERED",
      score: 51.67,
      isNegative: true,
      threshold: 60,
      thresholdSource: "HOSPITAL",
      hasComment: true,
      templateVersion: { number: 1 },
      hospital: { code: a.hospital.code },
      department: { code: a.department.code },
      // A department manager has no right to see patients, personal links or the notification log.
      patient: null,
      link: null,
      notifications: [],
      abilities: { canResend: false, canCancel: false },
      scoreExplanation: { rule: "WEIGHTED_MEAN", score: 51.67, threshold: 60, thresholdSource: "HOSPITAL" },
    });
    const answers = survey?.["answers"] as Record<string, unknown>[];
    expect(answers.map((answer) => answer["questionCode"])).toEqual(["q1", "q2", "q3", "q4", "q5"]);
    expect(answers[2]).toMatchObject({
      valueCodes: ["YES"],
      optionLabelsAr: ["نعم"],
      optionLabelsEn: ["Yes"],
      score: 100,
    });
    expect(answers[4]).toMatchObject({ valueText: "انتظرت طويلًا", score: null });
    const { questionScores } = survey?.["scoreExplanation"] as { questionScores: { reason: string }[] };
    expect(questionScores.map((part) => part.reason)).toEqual([
      "SCORED",
      "NOT_APPLICABLE",
      "SCORED",
      "SCORED",
      "NOT_SCORED",
    ]);
  });

  test("SV-22 the personal link only with the right to it", async () => {
    expect(await one("px-admin", mine.survey.id, "link")).toEqual({
      link: `${server.kernel.config.PUBLIC_URL}/s/${mine.token}`,
    });
    for (const who of ["admin-a", "analyst", "physician-a"])
      expect(await one(who, mine.survey.id, "link")).toEqual({ link: null });
  });

  test.each<[string, string, number]>([
    ["status", "status: [ANSWERED]", 1],
    ["a negative score", "isNegative: true", 1],
    ["a score", "hasScore: true", 1],
    ["no score", "hasScore: false", 2],
    ["a span of scores, both ends included", "score: { min: 51.67, max: 51.67 }", 1],
    ["a score above", "score: { min: 51.68 }", 0],
    ["a score below", "score: { max: 51.66 }", 0],
    ["a span without ends", "score: {}", 3],
    ["a score that they have not", "score: { max: 100 }, hasScore: false", 0],
    ["stage", 'stageCode: ["LAB"]', 1],
    ["journey type", 'journeyType: ["OPD"]', 3],
    ["another journey type", 'journeyType: ["EMS"]', 0],
    ["time of answering", 'answeredAt: { from: "2020-01-01T00:00:00Z" }', 1],
    ["time of sending", 'sentAt: { to: "2020-01-01T00:00:00Z" }', 0],
  ])("filters by %s; list and count agree", async (_name, filter, expected) => {
    const { nodes, totalCount } = await list("px-admin", `, filter: { ${filter} }`);
    expect([nodes.length, totalCount]).toEqual([expected, expected]);
  });

  test("SV-22 finds by record number, for those who may see patients; by encounter for all", async () => {
    const filter = `, filter: { mrn: "SV-${a.hospital.code}" }`;
    expect((await list("px-admin", filter)).totalCount).toBe(2);
    expect((await list("admin-a", filter)).totalCount).toBe(2);
    expect((await list("manager-a", filter)).totalCount).toBe(0);
    expect((await list("manager-a", `, filter: { search: "${mine.survey.encounterId}" }`)).totalCount).toBe(1);
  });

  test("resending and withdrawing: within the right to send only, with abilities that agree", async () => {
    const { survey } = await server.kernel.tx((tx) => buildSurveyInstance(tx, { ...a, status: SurveyStatus.SENT }));
    const resend = (who: string, id: string) =>
      clients[who]?.query<{ resendSurvey: { surveyInstance: { status: string }; userErrors: { code: string }[] } }>(
        "mutation ($id: ID!) { resendSurvey(input: { id: $id }) { surveyInstance { status abilities { canResend canCancel } } userErrors { code } } }",
        { id },
      );
    expect(await one("manager-a", survey.id, "abilities { canResend canCancel }")).toEqual({
      abilities: { canResend: true, canCancel: true },
    });
    expect(await one("physician-a", survey.id, "abilities { canResend canCancel }")).toEqual({
      abilities: { canResend: false, canCancel: false },
    });
    expect((await resend("physician-a", survey.id))?.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await resend("manager-a", others.survey.id))?.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    expect((await resend("manager-a", survey.id))?.data?.resendSurvey).toEqual({
      surveyInstance: { status: "QUEUED", abilities: { canResend: false, canCancel: true } },
      userErrors: [],
    });
    expect((await resend("manager-a", survey.id))?.data?.resendSurvey.userErrors).toEqual([{ code: "ALREADY_QUEUED" }]);
    const cancel = await clients["manager-a"]?.query<{ cancelSurvey: { userErrors: { code: string }[] } }>(
      'mutation ($id: ID!) { blank: cancelSurvey(input: { id: $id, reason: " " }) { userErrors { code } } cancelSurvey(input: { id: $id, reason: "Wrong patient" }) { userErrors { code } } }',
      { id: survey.id },
    );
    expect(cancel?.data).toEqual({ blank: { userErrors: [{ code: "REQUIRED" }] }, cancelSurvey: { userErrors: [] } });
    expect((await rowOf(server.kernel, survey.id))["status"]).toBe("CANCELLED");
  });

  test("SV-22, F1.5 what a survey refers to outside the viewer's scope stays empty, and the survey itself is there", async () => {
    const template = await server.kernel.tx((tx) => buildSurveyTemplate(tx, { hospital: b.hospital }));
    const { survey } = await server.kernel.tx((tx) => buildSurveyInstance(tx, { ...a, template }));
    expect(
      await one(
        "admin-a",
        survey.id,
        "template { nameEn } templateVersion { number } hospital { code } answers { questionCode }",
      ),
    ).toEqual({
      template: null,
      templateVersion: null,
      hospital: { code: a.hospital.code },
      answers: [],
    });
    expect(await one("px-admin", survey.id, "template { nameEn }")).toEqual({ template: { nameEn: template.nameEn } });
  });

  test.each(
    ["CREATED_AT", "SENT_AT", "ANSWERED_AT", "SCORE"].flatMap((field) => [
      [field, "ASC"],
      [field, "DESC"],
    ]),
  )(
    "a walk through all pages ordered by %s %s meets each survey once, also those without a value",
    async (field, direction) => {
      const total = (await list("px-admin")).totalCount;
      const met: string[] = [];
      let after: string | null = null;
      do {
        const answer: GraphQLAnswer<Pages> | undefined = await clients["px-admin"]?.query<Pages>(
          `query ($after: String) { surveyInstances(first: 2, after: $after, orderBy: [{ field: ${field}, direction: ${direction} }]) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { after },
        );
        const page: Pages["surveyInstances"] | undefined = answer?.data?.surveyInstances;
        if (!page) throw new Error(JSON.stringify(answer));
        met.push(...page.nodes.map((node) => node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null && met.length < 50);
      expect(met).toHaveLength(total);
      expect(new Set(met).size).toBe(total);
    },
  );

  test("no N+1: a page of 20 costs as many statements as a page of 2", async () => {
    await server.kernel.tx(async (tx) => {
      for (let i = 0; i < 20; i++) {
        const built = await buildSurveyInstance(tx, {
          ...a,
          physician: await buildPhysician(tx, a),
          patient: await buildPatient(tx, a),
        });
        await submitPublicSurvey(tx, {
          token: built.token,
          answers: { q1: 5, q3: "YES", q4: 9 },
          language: Language.EN,
        });
      }
    });
    const page = (first: number) =>
      statementsOf(
        () =>
          clients["admin-a"]
            ?.query(`{ surveyInstances(first: ${first}) { nodes { id hospital { code } department { code } physician { nameEn } patient { mrn }
        template { nameEn versions { number } } templateVersion { number } answers { questionCode textAr } scoreExplanation { score } notifications { id } abilities { canResend } } } }`) ??
          Promise.resolve(),
      );
    const [few, many] = [await page(2), await page(20)];
    expect(few.length).toBeGreaterThan(5);
    const list = many.find((statement) => statement.includes('from "survey_instance"')) ?? "";
    expect(list).toContain("hospital_id");
    expect(list).not.toContain(" join ");
    expect(many.length).toBeLessThanOrEqual(few.length);
    expect(many.length).toBeLessThanOrEqual(16);
  });
});
