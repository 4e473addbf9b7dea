import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDepartment, buildHospital } from "../../testing/factories.ts";
import { buildSurveyInstance, buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { sql } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { queueInvitations } from "./invitation.service.ts";
import type { SurveyDefinition } from "./survey-definition.ts";
import { sampleDefinition, sampleOption, sampleQuestion } from "./survey.sample.ts";
import { surveyAnswered } from "./survey.events.ts";
import { SurveyStatus } from "./survey.status.ts";
import { count, rowOf } from "../../testing/survey-cases.ts";

interface Outcome {
  state: string;
  userErrors: { code: string; message: string; field: string[] | null }[];
}

const good = { q1: { value: 5 }, q2: { value: 5 }, q3: { value: "YES" }, q4: { value: 10 } };
const bad = { q1: { value: 1 }, q3: { value: "NO" }, q4: { value: "٢" } };

describe("answering", () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  const call = async (kind: "save" | "submit", token: string, answers: unknown, language = "AR"): Promise<Outcome> => {
    const [name, type] =
      kind === "save"
        ? ["savePublicSurvey", "SavePublicSurveyInput"]
        : ["submitPublicSurvey", "SubmitPublicSurveyInput"];
    const answer = await server
      .client()
      .query<Record<string, Outcome>>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { state userErrors { code message field } } }`,
        { input: { token, answers, language } },
      );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data?.[name as string] as Outcome;
  };
  const submit = (token: string, answers: unknown, language?: string) => call("submit", token, answers, language);
  const build = (given: Parameters<typeof buildSurveyInstance>[1] = {}) =>
    server.kernel.tx((tx) => buildSurveyInstance(tx, given));
  const withDefinition = (definition: SurveyDefinition, negativeThreshold: number | null = null) =>
    server.kernel.tx(async (tx) =>
      buildSurveyInstance(tx, { template: await buildSurveyTemplate(tx, { definition, negativeThreshold }) }),
    );
  const responses = (id: string) =>
    sql<Record<string, unknown>>(
      server.kernel.orm.em.fork(),
      "select * from survey_response where survey_instance_id = $1 order by id",
      [id],
    );
  const audits = (id: string) =>
    count(server.kernel, "audit_event where target_id = $1 and action = 'survey.answered'", [id]);

  test("SV-18 a finished survey: a row per answered question, score, verdict, audit; the draft is gone", async () => {
    const { survey, token } = await build();
    await call("save", token, { q1: { value: 1 } });
    expect(await submit(token, { ...bad, q5: { value: "لم يرد أحد على الجرس 👎" } })).toEqual({
      state: "ANSWERED",
      userErrors: [],
    });
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({
      status: "ANSWERED",
      score: 6.67,
      is_negative: true,
      threshold: 60,
      threshold_source: "HOSPITAL",
      has_comment: true,
      draft_answers_sealed: null,
      next_reminder_at: null,
      answered_at: expect.any(Date) as Date,
    });
    const rows = await responses(survey.id);
    expect(rows.map((row) => [row["question_code"], row["value_number"], row["value_codes"], row["score"]])).toEqual([
      ["q1", 1, null, 0],
      ["q3", null, ["NO"], 0],
      ["q4", 2, null, 20],
      ["q5", null, null, null],
    ]);
    expect(await audits(survey.id)).toBe(1);
  });

  test("SV-18 free text is sealed at rest: neither the table nor the draft nor the audit trail shows it", async () => {
    const { survey, token } = await build();
    const comment = "My name is Fatimah and my mobile is +966500000001";
    await call("save", token, { ...good, q5: { value: comment } });
    const draft = (await rowOf(server.kernel, survey.id))["draft_answers_sealed"] as Buffer;
    expect(draft.toString("utf8")).not.toContain("Fatimah");
    await submit(token, { ...good, q5: { value: comment } });
    const stored = (await responses(survey.id)).at(-1)?.["value_text_sealed"] as Buffer;
    expect(stored.toString("utf8")).not.toContain("Fatimah");
    expect(server.kernel.cipher.open(stored)).toBe(comment);
    expect(await count(server.kernel, "audit_event where after::text like '%Fatimah%'")).toBe(0);
    expect(await count(server.kernel, "outbox_message where payload::text like '%Fatimah%'")).toBe(0);
  });

  test("SV-18 ten submissions at once over HTTP: one response, one audit entry, ten thank-yous", async () => {
    const { survey, token } = await build();
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => submit(token, i % 2 ? good : bad)));
    for (const outcome of outcomes) expect(outcome).toEqual({ state: "ANSWERED", userErrors: [] });
    expect(await audits(survey.id)).toBe(1);
    const codes = (await responses(survey.id)).map((row) => row["question_code"]);
    expect(codes.length).toBe(new Set(codes).size);
    const { is_negative: isNegative, score } = await rowOf(server.kernel, survey.id);
    expect([
      [true, 6.67],
      [false, 100],
    ]).toContainEqual([isNegative, score]);
    const subscribers = server.kernel.subscribers.filter((one) => one.event.name === surveyAnswered.name).length;
    const announced = await count(
      server.kernel,
      "outbox_message where event_type = 'survey.answered' and payload->>'surveyInstanceId' = $1",
      [survey.id],
    );
    expect(announced).toBe(subscribers);
  });

  test("SV-18 a retry after a lost reply, a second tab and a late save change nothing", async () => {
    const { survey, token } = await build();
    await submit(token, good);
    const first = await rowOf(server.kernel, survey.id);
    expect(await submit(token, bad)).toEqual({ state: "ANSWERED", userErrors: [] });
    expect(await submit(token, { nonsense: 1 })).toEqual({ state: "ANSWERED", userErrors: [] });
    expect((await call("save", token, bad)).state).toBe("ANSWERED");
    expect(await rowOf(server.kernel, survey.id)).toEqual(first);
    expect(await (await fetch(`${server.url}/s/${token}`)).text()).toContain("شكرًا");
  });

  test.each([
    [SurveyStatus.EXPIRED, "EXPIRED"],
    [SurveyStatus.CANCELLED, "CANCELLED"],
  ])("SV-17 SV-19 a survey that is %s takes no answer", async (status, state) => {
    const { survey, token } = await build({ status });
    expect(await submit(token, good)).toEqual({ state, userErrors: [] });
    expect(await responses(survey.id)).toEqual([]);
  });

  test("SV-14 an unknown token is INVALID, whatever comes with it", async () => {
    expect(await submit("AAAAAAAAAAAAAAAAAAAAAA", good)).toEqual({ state: "INVALID", userErrors: [] });
    expect((await call("save", "x", "nonsense")).state).toBe("INVALID");
  });

  test("SV-8 unknown questions and values are refused with a place and friendly words; nothing is stored", async () => {
    const { survey, token } = await build();
    const outcome = await submit(token, { ...good, q1: { value: 6 }, q9: { value: 1 } }, "EN");
    expect(outcome.state).toBe("OPEN");
    expect(outcome.userErrors.map(({ code, field }) => [code, field])).toEqual([
      ["UNKNOWN_VALUE", ["answers", "q1", "value"]],
      ["UNKNOWN_QUESTION", ["answers", "q9"]],
    ]);
    expect(outcome.userErrors[0]?.message).toBe("Please choose one of the answers shown.");
    expect((await submit(token, "x")).userErrors[0]?.code).toBe("ANSWERS_NOT_AN_OBJECT");
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({ status: "SENT", answered_at: null });
    expect(await responses(survey.id)).toEqual([]);
  });

  test("SV-7 a missing required answer is told in the language of the form", async () => {
    const { token } = await build();
    const outcome = await submit(token, { q1: { value: 3 } }, "AR");
    expect(outcome.userErrors.map((error) => error.field)).toEqual([
      ["answers", "q3"],
      ["answers", "q4"],
    ]);
    expect(outcome.userErrors[0]?.message).toBe("فضلًا أجب عن هذا السؤال.");
  });

  test("SV-7 the path is computed again on the server: hidden answers are dropped, hidden questions not required", async () => {
    const why = sampleQuestion({
      id: "why",
      type: "TEXT",
      isRequired: true,
      showWhen: { questionId: "rating", op: "lte", value: 2 },
    });
    const { survey, token } = await withDefinition(
      sampleDefinition([sampleQuestion({ id: "rating", isRequired: true }), why]),
    );
    expect((await submit(token, { rating: { value: 1 } })).userErrors.map((error) => error.code)).toEqual([
      "ANSWER_REQUIRED",
    ]);
    expect(await submit(token, { rating: { value: 5 }, why: { value: "changed my mind" } })).toEqual({
      state: "ANSWERED",
      userErrors: [],
    });
    expect((await responses(survey.id)).map((row) => row["question_id"])).toEqual(["rating"]);
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({ has_comment: false, score: 100 });
  });

  test("SV-8 “٦” and “۶” are 6; choices are stored as codes; not applicable leaves the denominator", async () => {
    const options = [sampleOption("a", 100), sampleOption("b", 0)];
    const { survey, token } = await withDefinition(
      sampleDefinition([
        sampleQuestion({ id: "nps", type: "NPS" }),
        sampleQuestion({ id: "many", type: "MULTIPLE_CHOICE", options }),
        sampleQuestion({ id: "na", allowsNotApplicable: true }),
      ]),
    );
    await submit(token, { nps: "٦", many: ["b", "a"], na: { value: null, isNotApplicable: true } });
    const rows = await responses(survey.id);
    expect(
      rows.map((row) => [row["value_number"], row["value_codes"], row["is_not_applicable"], row["score"]]),
    ).toEqual([
      [6, null, false, 60],
      [null, ["a", "b"], false, 50],
      [null, null, true, null],
    ]);
    expect((await rowOf(server.kernel, survey.id))["score"]).toBe(55);
  });

  test("SV-10 10,000 Arabic characters and emoji round-trip; one more is refused, not cut; only spaces are nothing", async () => {
    const { survey, token } = await build();
    const tooLong = await submit(token, { ...good, q5: { value: "م".repeat(10_001) } });
    expect(tooLong.userErrors.map(({ code, field }) => [code, field])).toEqual([
      ["TEXT_TOO_LONG", ["answers", "q5", "value"]],
    ]);
    const text = `${"م".repeat(9_996)}👍🏽 👨‍👩‍👧`.slice(0, 10_000);
    await submit(token, { ...good, q5: { value: text } });
    const sealed = (await responses(survey.id)).at(-1)?.["value_text_sealed"] as Buffer;
    expect(server.kernel.cipher.open(sealed)).toBe(text);
    const blank = await build();
    await submit(blank.token, { ...good, q5: { value: " \u200b\u200f " } });
    expect(await responses(blank.survey.id)).toHaveLength(4);
    expect((await rowOf(server.kernel, blank.survey.id))["has_comment"]).toBe(false);
  });

  test("SV-12 the template's threshold comes before the hospital's, and is kept with the answer", async () => {
    const { survey, token } = await withDefinition(sampleDefinition([sampleQuestion({ id: "r" })]), 80);
    await submit(token, { r: 4 });
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({
      score: 75,
      is_negative: true,
      threshold: 80,
      threshold_source: "TEMPLATE",
    });
  });

  test("SV-11 nothing answered is no score: not 0, not negative", async () => {
    const { survey, token } = await withDefinition(sampleDefinition([sampleQuestion({ id: "r" })]), 100);
    expect((await submit(token, {})).state).toBe("ANSWERED");
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({ score: null, is_negative: false });
    expect(await responses(survey.id)).toEqual([]);
  });

  test("SV-18 a partial answer is kept and resumed, also on another phone, and keeps its branch when the language changes", async () => {
    const { survey, token } = await build();
    expect(await call("save", token, { q1: { value: "٤" }, q4: { value: 9 } }, "EN")).toEqual({
      state: "OPEN",
      userErrors: [],
    });
    expect(await rowOf(server.kernel, survey.id)).toMatchObject({
      status: "OPENED",
      language: "EN",
      answered_at: null,
    });
    const answer = await server
      .client()
      .query<{ publicSurvey: Record<string, unknown> }>(
        `query ($token: String!) { publicSurvey(token: $token) { state language hospitalNameEn answers definition { questions { id textAr } } } }`,
        { token },
      );
    expect(answer.data?.publicSurvey).toMatchObject({
      state: "OPEN",
      language: "EN",
      answers: { q1: { value: 4 }, q4: { value: 9 } },
    });
    const page = await (await fetch(`${server.url}/s/${token}?lang=ar`)).text();
    expect(page).toContain('"q4":{"value":9}');
    expect(page).toContain("هل تود إضافة شيء؟");
    expect((await call("save", token, { q9: 1 })).userErrors[0]?.code).toBe("UNKNOWN_QUESTION");
  });

  test("SV-20 an answer withdraws the reminder that waits", async () => {
    const { survey, token } = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const built = await buildSurveyInstance(tx, { hospital, department: await buildDepartment(tx, { hospital }) });
      const { id: surveyInstanceId, patient, language, channel } = built.survey;
      const reminder = {
        surveyInstanceId,
        hospitalId: hospital.id,
        patientId: patient.id,
        language,
        channel: channel ?? ("SMS" as never),
        stageNameAr: null,
        stageNameEn: null,
        sendBefore: new Date(Date.now() + 3_600_000),
      };
      await queueInvitations(tx, [reminder], NotificationPurpose.SURVEY_REMINDER);
      return built;
    });
    await submit(token, good);
    expect(await count(server.kernel, "notification where related_id = $1 and status = 'CANCELLED'", [survey.id])).toBe(
      1,
    );
  });
});
