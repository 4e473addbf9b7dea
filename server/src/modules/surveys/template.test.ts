import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { buildSurveyInstance } from "../../testing/factories-surveys.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Hospital } from "../organizations/index.ts";
import { createStageSurveys, sendSurveys, SurveyTemplate } from "./index.ts";
import type { Condition, SurveyDefinition } from "./survey-definition.ts";
import { sampleDefinition, sampleQuestion, WARD_SURVEY } from "./survey.sample.ts";
import { rowOf, stageRequest } from "../../testing/survey-cases.ts";

interface Template {
  id: string;
  version: number;
  status: string;
  hasUnpublishedChanges: boolean;
  problems: { code: string; pointer: string[] }[];
  currentVersion: { number: number; definition: { questions: { textEn: string; showWhen: unknown }[] } } | null;
  versions: { number: number }[];
  abilities: { canEdit: boolean; canPublish: boolean };
}
interface Outcome {
  surveyTemplate: Template | null;
  userErrors: { code: string; message: string; field: string[] }[];
}
const fields = `surveyTemplate { id version status hasUnpublishedChanges problems { code pointer } versions { number }
  currentVersion { number definition { questions { textEn showWhen } } } abilities { canEdit canPublish } } userErrors { code message field }`;

describe("survey templates", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospital: Hospital;
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@test.px360.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "hospital@test.px360.test" });
    });
    admin = await server.signIn("admin@test.px360.test");
  });
  afterAll(() => server.close());

  let n = 0;
  const mutation = async (name: string, input: object, client = admin): Promise<Outcome> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await client.query<Record<string, Outcome>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`,
      { input },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data?.[name] as Outcome;
  };
  const create = async (definition: Partial<SurveyDefinition>, more: object = {}) =>
    (
      await mutation("createSurveyTemplate", {
        code: `T-${++n}`,
        nameAr: "استبيان",
        nameEn: "Survey",
        definition,
        ...more,
      })
    ).surveyTemplate as Template;
  const publish = ({ id, version }: Template) => mutation("publishSurveyTemplate", { id, version });

  test("SV-1 a draft is published as version 1, and nothing is published twice", async () => {
    const draft = await create(WARD_SURVEY);
    expect(draft).toMatchObject({
      status: "DRAFT",
      hasUnpublishedChanges: true,
      problems: [],
      currentVersion: null,
      abilities: { canPublish: true },
    });
    const published = await publish(draft);
    expect(published.surveyTemplate).toMatchObject({
      status: "PUBLISHED",
      hasUnpublishedChanges: false,
      currentVersion: { number: 1 },
      abilities: { canPublish: false },
    });
    expect((await publish(published.surveyTemplate as Template)).userErrors[0]?.code).toBe("NOTHING_TO_PUBLISH");
  });

  test("SV-1 editing makes a new version; surveys that are out keep theirs", async () => {
    const first = (await publish(await create(WARD_SURVEY))).surveyTemplate as Template;
    const { survey, token } = await server.kernel.tx(async (tx) => {
      const template = await tx.em.findOneOrFail(SurveyTemplate, { id: first.id });
      return buildSurveyInstance(tx, { template, hospital });
    });
    const questions = WARD_SURVEY.questions.map((question, i) =>
      i === 0 ? { ...question, textEn: "Changed?", textAr: "تغيّر؟" } : question,
    );
    const edited = await mutation("updateSurveyTemplate", {
      id: first.id,
      version: first.version,
      definition: { ...WARD_SURVEY, questions },
    });
    expect(edited.surveyTemplate).toMatchObject({ hasUnpublishedChanges: true, currentVersion: { number: 1 } });
    const second = (await publish(edited.surveyTemplate as Template)).surveyTemplate as Template;
    expect(second.versions).toEqual([{ number: 2 }, { number: 1 }]);
    expect(second.currentVersion?.definition.questions[0]?.textEn).toBe("Changed?");
    const page = await (await fetch(`${server.url}/s/${token}?lang=en`)).text();
    expect(page).toContain("How would you rate the care of the nursing staff?");
    expect((await rowOf(server.kernel, survey.id))["template_version_id"]).not.toBeNull();
  });

  test("SV-1 the database refuses to change, remove or empty published versions", async () => {
    const { id } = (await publish(await create(WARD_SURVEY))).surveyTemplate as Template;
    for (const statement of [
      "update survey_template_version set definition = '{}' where template_id = $1",
      "delete from survey_template_version where template_id = $1",
    ]) {
      await expect(server.kernel.tx((tx) => sql(tx.em, statement, [id]))).rejects.toMatchObject({ code: "42501" });
    }
    await expect(
      server.kernel.tx((tx) => sql(tx.em, "truncate survey_template_version cascade")),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test.each<[string, string, SurveyDefinition["questions"], string]>([
    ["SV-2", "MISSING_TEXT_AR", [sampleQuestion({ textAr: " \u200f" })], "draft.questions.0.textAr"],
    ["SV-2", "MISSING_TEXT_EN", [sampleQuestion({ textEn: "" })], "draft.questions.0.textEn"],
    [
      "SV-4",
      "UNKNOWN_QUESTION",
      [sampleQuestion({ showWhen: { questionId: "nobody", op: "eq", value: 1 } })],
      "draft.questions.0.showWhen",
    ],
    [
      "SV-4",
      "CYCLE",
      [
        sampleQuestion({ id: "a", showWhen: { questionId: "b", op: "eq", value: 1 } }),
        sampleQuestion({ id: "b", showWhen: { questionId: "a", op: "eq", value: 1 } }),
      ],
      "draft.questions.0.showWhen",
    ],
    [
      "SV-5",
      "UNREACHABLE_REQUIRED",
      [
        sampleQuestion({ id: "a" }),
        sampleQuestion({ isRequired: true, showWhen: { questionId: "a", op: "gt", value: 5 } }),
      ],
      "draft.questions.1",
    ],
    ["SV-3", "NO_QUESTIONS", [], "draft.questions"],
  ])("%s refuses to publish: %s", async (_rule, code, questions, place) => {
    const draft = await create(sampleDefinition([...questions]));
    expect(draft.problems.map((problem) => problem.code)).toContain(code);
    expect(draft.abilities).toEqual({ canEdit: true, canPublish: false });
    const outcome = await publish(draft);
    const error = outcome.userErrors.find((one) => one.code === code);
    expect(error?.field.join(".").startsWith(place)).toBe(true);
    expect(error?.message).not.toBe("");
  });

  test("a branch survives the API as it was written", async () => {
    const showWhen: Condition = { all: [{ questionId: "r", op: "lte", value: 2 }] };
    const draft = await create(sampleDefinition([sampleQuestion({ id: "r" }), sampleQuestion({ id: "x", showWhen })]));
    const published = await publish(draft);
    expect(published.surveyTemplate?.currentVersion?.definition.questions[1]?.showWhen).toEqual(showWhen);
    expect(published.surveyTemplate?.hasUnpublishedChanges).toBe(false);
  });

  test("two people who edit the same draft: the second is told", async () => {
    const draft = await create(WARD_SURVEY);
    await mutation("updateSurveyTemplate", { id: draft.id, version: draft.version, nameEn: "First" });
    await expect(
      mutation("updateSurveyTemplate", { id: draft.id, version: draft.version, nameEn: "Second" }),
    ).rejects.toThrow("CONFLICT");
  });

  test("codes are unique in the group and in each hospital", async () => {
    await create({}, { code: "SAME" });
    const twice = await mutation("createSurveyTemplate", { code: "SAME", nameAr: "ا", nameEn: "a" });
    expect(twice.userErrors[0]).toMatchObject({ code: "CODE_TAKEN", field: ["code"] });
    expect((await create({}, { code: "SAME", hospitalId: hospital.id })).id).toBeTruthy();
  });

  test("F1.5 a hospital's people see the group's and their own templates and change none", async () => {
    const other = await server.kernel.tx((tx) => buildHospital(tx));
    await create({}, { code: "OTHERS", hospitalId: other.id });
    await create({}, { code: "OURS", hospitalId: hospital.id });
    const client = await server.signIn("hospital@test.px360.test");
    const answer = await client.query<{ surveyTemplates: { nodes: { code: string }[]; totalCount: number } }>(
      "{ surveyTemplates(first: 100) { totalCount nodes { code } } }",
    );
    const codes = answer.data?.surveyTemplates.nodes.map((node) => node.code) ?? [];
    expect(codes).toContain("OURS");
    expect(codes).not.toContain("OTHERS");
    expect(answer.data?.surveyTemplates.totalCount).toBe(codes.length);
    await expect(mutation("createSurveyTemplate", { code: "X", nameAr: "ا", nameEn: "a" }, client)).rejects.toThrow(
      "FORBIDDEN",
    );
  });

  test("SV-16 a survey that waited for a version gets the one that was published since", async () => {
    const draft = await create(WARD_SURVEY);
    const id = await server.kernel.tx(async (tx) => {
      const template = await tx.em.findOneOrFail(SurveyTemplate, { id: draft.id });
      const [made] = await createStageSurveys(tx, [
        stageRequest({ hospital, patient: await buildPatient(tx, { hospital }), template }),
      ]);
      return made?.surveyInstanceId ?? "";
    });
    expect(await rowOf(server.kernel, id)).toMatchObject({ status: "SUPPRESSED", template_version_id: null });
    await publish(draft);
    await server.kernel.tx((tx) => sendSurveys(tx, [id], { isResend: true }));
    expect(await rowOf(server.kernel, id)).toMatchObject({
      status: "QUEUED",
      template_version_id: expect.any(String) as string,
    });
  });
});
