import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHospital, buildPatient } from "../../testing/factories.ts";
import { buildSurveyInstance, buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import { statementsOf } from "../../testing/statements.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Language, newId } from "../core/index.ts";
import type { Hospital, Patient } from "../organizations/index.ts";
import { cancelSurvey, cancelSurveys, moveSurveys, sendSurveys } from "./sending.service.ts";
import { createStageSurveys } from "./stage-survey.service.ts";
import type { SurveyTemplate } from "./survey-template.entity.ts";
import { count, rowOf, settle, stageRequest } from "../../testing/survey-cases.ts";
import { surveyToken, tokenHash } from "./survey.token.ts";

const hour = 3_600_000;

describe("surveys of stages", () => {
  let kernel: TestKernel;
  let hospital: Hospital;
  let patient: Patient;
  let template: SurveyTemplate;
  beforeAll(async () => {
    kernel = await createTestKernel();
    await kernel.tx(async (tx) => {
      hospital = await buildHospital(tx, {
        surveyValidDays: 7,
        sendingWindowHours: 48,
        reminderAfterHours: 24,
        maxReminders: 1,
      });
      patient = await buildPatient(tx, { hospital, language: Language.EN });
      template = await buildSurveyTemplate(tx);
    });
  });
  afterAll(() => kernel.close());

  const create = async (overrides: Partial<Parameters<typeof stageRequest>[0]> = {}) => {
    const request = stageRequest({ hospital, patient, template, occurredAt: kernel.time, ...overrides });
    const [made] = await kernel.tx((tx) => createStageSurveys(tx, [request]));
    return { request, id: made?.surveyInstanceId ?? "" };
  };
  const notifications = (id: string, condition = "true") =>
    count(kernel, `notification where related_id = $1 and ${condition}`, [id]);

  test("SV-16 a completed stage makes one survey, pinned, in the patient's language, with its message queued", async () => {
    const { id, request } = await create();
    const row = await rowOf(kernel, id);
    expect(row).toMatchObject({
      status: "QUEUED",
      language: "EN",
      template_version_id: template.currentVersion?.id,
      stage_code: "LAB",
      journey_id: request.journeyId,
      sent_at: null,
      expires_at: null,
    });
    const token = surveyToken(kernel.config.SURVEY_TOKEN_KEY, id);
    expect((row["token_hash"] as Buffer).toString("hex")).toBe(tokenHash(token));
    expect(await notifications(id, "purpose = 'SURVEY_INVITATION' and status = 'QUEUED'")).toBe(1);
  });

  test("SV-16 the same stage twice, also in one batch of another worker, keeps its one survey and one message", async () => {
    const { id, request } = await create();
    const other = stageRequest({ hospital, patient, template, occurredAt: kernel.time });
    const again = await Promise.all([1, 2].map(() => kernel.tx((tx) => createStageSurveys(tx, [other, request]))));
    for (const made of again)
      expect(made.find((one) => one.stageInstanceId === request.stageInstanceId)?.surveyInstanceId).toBe(id);
    expect(
      await count(kernel, "survey_instance where stage_instance_id = any($1)", [
        [request.stageInstanceId, other.stageInstanceId],
      ]),
    ).toBe(2);
    expect(await notifications(id)).toBe(1);
  });

  test("SV-16 a hundred stages cost a handful of statements", async () => {
    const requests = Array.from({ length: 100 }, () =>
      stageRequest({ hospital, patient, template, occurredAt: kernel.time }),
    );
    let made: { stageInstanceId: string }[] = [];
    const statements = await statementsOf(
      async () => (made = await kernel.tx((tx) => createStageSurveys(tx, requests))),
    );
    expect(made.map((one) => one.stageInstanceId)).toEqual(requests.map((one) => one.stageInstanceId));
    expect(statements.length).toBeGreaterThan(2);
    expect(statements.length).toBeLessThanOrEqual(6);
  });

  test("SV-16 not sent: with its reason, and without a message", async () => {
    const draft = await kernel.tx((tx) => buildSurveyTemplate(tx, { isPublished: false }));
    const late = await create({ occurredAt: new Date(kernel.time.getTime() - 48 * hour) });
    const unpublished = await create({ template: draft });
    const byHand = await create({ isAutoSend: false });
    expect(await rowOf(kernel, late.id)).toMatchObject({
      status: "SUPPRESSED",
      suppression_reason: "SENDING_WINDOW_PASSED",
    });
    expect(await rowOf(kernel, unpublished.id)).toMatchObject({
      status: "SUPPRESSED",
      suppression_reason: "NOT_PUBLISHED",
    });
    expect(await rowOf(kernel, byHand.id)).toMatchObject({ status: "PENDING", suppression_reason: null });
    for (const { id } of [late, unpublished, byHand]) expect(await notifications(id)).toBe(0);
  });

  test("SV-16 sent: the link's days begin, once announced", async () => {
    const { id } = await create();
    await settle(kernel, id, { status: "SENT", at: "2026-11-20T10:00:00.000Z" });
    expect(await rowOf(kernel, id)).toMatchObject({
      status: "SENT",
      sent_at: new Date("2026-11-20T10:00:00Z"),
      expires_at: new Date("2026-11-27T10:00:00Z"),
      next_reminder_at: new Date("2026-11-21T10:00:00Z"),
    });
  });

  test.each([
    ["SUPPRESSED", "FATIGUE", "SUPPRESSED"],
    ["SUPPRESSED", "NO_CONSENT", "SUPPRESSED"],
    ["SUPPRESSED", "QUIET_HOURS", "SUPPRESSED"],
    ["DEAD", "GATEWAY_REFUSED", "FAILED"],
    ["CANCELLED", "BY_HAND", "CANCELLED"],
  ] as const)(
    "SV-16 a message that is %s for %s leaves the survey %s with the reason",
    async (status, reason, expected) => {
      const { id } = await create();
      await settle(kernel, id, { status, reason });
      expect(await rowOf(kernel, id)).toMatchObject({ status: expected, suppression_reason: reason, sent_at: null });
    },
  );

  test("SV-16 a dead message that somebody retried may still become sent", async () => {
    const { id } = await create();
    await settle(kernel, id, { status: "DEAD", reason: "GATEWAY_REFUSED" });
    await settle(kernel, id, { status: "SENT" });
    expect(await rowOf(kernel, id)).toMatchObject({ status: "SENT", suppression_reason: null });
  });

  test("SV-16 resending prolongs the link and keeps the first time; a second one while it waits is refused", async () => {
    const { id } = await create();
    await settle(kernel, id, { status: "SENT", at: "2026-11-01T10:00:00.000Z" });
    await kernel.tx((tx) => sendSurveys(tx, [id], { isResend: true }));
    expect(await notifications(id)).toBe(2);
    await expect(kernel.tx((tx) => sendSurveys(tx, [id], { isResend: true }))).rejects.toThrow("ALREADY_QUEUED");
    await kernel.tx((tx) => sendSurveys(tx, [id], { isResend: false }));
    expect(await notifications(id)).toBe(2);
    await settle(kernel, id, { status: "SENT", at: "2026-11-05T10:00:00.000Z" });
    expect(await rowOf(kernel, id)).toMatchObject({
      status: "SENT",
      sent_at: new Date("2026-11-01T10:00:00Z"),
      expires_at: new Date("2026-11-12T10:00:00Z"),
    });
    await kernel.tx((tx) => sendSurveys(tx, [id], { isResend: true }));
    await settle(kernel, id, { status: "SUPPRESSED", reason: "FATIGUE" });
    expect(await rowOf(kernel, id)).toMatchObject({ status: "SENT", suppression_reason: "FATIGUE" });
  });

  test("SV-16 a suppressed survey takes the version that was published since", async () => {
    const draft = await kernel.tx((tx) => buildSurveyTemplate(tx, { isPublished: false }));
    const { id } = await create({ template: draft });
    await expect(kernel.tx((tx) => sendSurveys(tx, [id], { isResend: false }))).rejects.toThrow("NOT_PUBLISHED");
  });

  test("SV-17 a cancelled journey withdraws what was not sent, with its messages; what was sent stays", async () => {
    const journeyId = newId();
    const waiting = await create({ journeyId });
    const sent = await create({ journeyId });
    await settle(kernel, sent.id, { status: "SENT" });
    await kernel.tx((tx) => cancelSurveys(tx, { journeyIds: [journeyId] }, "JOURNEY_CANCELLED"));
    expect(await rowOf(kernel, waiting.id)).toMatchObject({ status: "CANCELLED", cancel_reason: "JOURNEY_CANCELLED" });
    expect(await notifications(waiting.id, "status = 'CANCELLED'")).toBe(1);
    expect(await rowOf(kernel, sent.id)).toMatchObject({ status: "SENT", next_reminder_at: null });
    // The message was at the gateway already: the patient's link says that it was withdrawn, and nothing is sent twice.
    await settle(kernel, waiting.id, { status: "SENT" });
    expect((await rowOf(kernel, waiting.id))["status"]).toBe("CANCELLED");
  });

  test("SV-17 a person may withdraw a sent survey, not an answered one", async () => {
    const { survey } = await kernel.tx((tx) => buildSurveyInstance(tx, { hospital }));
    await kernel.tx((tx) => cancelSurvey(tx, survey.id, "Sent to the wrong person"));
    expect(await rowOf(kernel, survey.id)).toMatchObject({
      status: "CANCELLED",
      cancel_reason: "Sent to the wrong person",
    });
    await expect(kernel.tx((tx) => cancelSurvey(tx, survey.id, "again"))).rejects.toThrow("NOT_CANCELLABLE");
    await expect(kernel.tx((tx) => sendSurveys(tx, [survey.id], { isResend: true }))).rejects.toThrow("NOT_SENDABLE");
  });

  test("merged patients: surveys follow the record that stays", async () => {
    const into = await kernel.tx((tx) => buildPatient(tx, { hospital }));
    const from = await kernel.tx((tx) => buildPatient(tx, { hospital }));
    const { id } = await create({ patient: from });
    await kernel.tx((tx) => moveSurveys(tx, from.id, into.id));
    expect((await rowOf(kernel, id))["patient_id"]).toBe(into.id);
  });
});
