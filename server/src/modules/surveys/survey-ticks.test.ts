import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHospital } from "../../testing/factories.ts";
import { buildSurveyInstance } from "../../testing/factories-surveys.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { sql } from "../core/index.ts";
import type { Hospital } from "../organizations/index.ts";
import { SurveyStatus } from "./survey.status.ts";
import { count, rowOf, settle } from "../../testing/survey-cases.ts";
import { runSurveyExpiryTick, runSurveyReminderTick } from "./survey-ticks.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe("time-based work", () => {
  let kernel: TestKernel;
  let hospital: Hospital;
  const start = new Date("2026-11-10T08:00:00Z");
  beforeAll(async () => {
    kernel = await createTestKernel();
    kernel.time = start;
    hospital = await kernel.tx((tx) =>
      buildHospital(tx, { reminderAfterHours: 24, maxReminders: 2, surveyValidDays: 7 }),
    );
  });
  afterAll(() => kernel.close());

  const queued = async () => {
    kernel.time = start;
    const { survey } = await kernel.tx((tx) => buildSurveyInstance(tx, { hospital, status: SurveyStatus.QUEUED }));
    await settle(kernel, survey.id, { status: "SENT" });
    return survey.id;
  };
  const reminders = (id: string) =>
    count(kernel, "notification where related_id = $1 and purpose = 'SURVEY_REMINDER'", [id]);
  const at = (hours: number) => (kernel.time = new Date(start.getTime() + hours * hour));

  test("SV-19 the end of the link is recorded, once its days are over and not before", async () => {
    const id = await queued();
    at(7 * 24 - 1);
    await runSurveyExpiryTick(kernel);
    expect((await rowOf(kernel, id))["status"]).toBe("SENT");
    at(7 * 24);
    await runSurveyExpiryTick(kernel);
    expect(await rowOf(kernel, id)).toMatchObject({
      status: "EXPIRED",
      next_reminder_at: null,
      draft_answers_sealed: null,
    });
  });

  test("SV-20 reminds after the hospital's hours, at most as often as it says, each once", async () => {
    const id = await queued();
    at(23);
    await runSurveyReminderTick(kernel);
    expect(await reminders(id)).toBe(0);
    at(24);
    await Promise.all([runSurveyReminderTick(kernel), runSurveyReminderTick(kernel)]);
    expect(await reminders(id)).toBe(1);
    await settle(kernel, id, { status: "SENT", purpose: "SURVEY_REMINDER" });
    expect(await rowOf(kernel, id)).toMatchObject({
      status: "SENT",
      reminders_sent: 1,
      next_reminder_at: new Date(start.getTime() + 2 * day),
    });
    at(48);
    await runSurveyReminderTick(kernel);
    await settle(kernel, id, { status: "SENT", purpose: "SURVEY_REMINDER" });
    expect(await rowOf(kernel, id)).toMatchObject({ reminders_sent: 2, next_reminder_at: null });
    at(72);
    await runSurveyReminderTick(kernel);
    expect(await reminders(id)).toBe(2);
  });

  test("SV-20 a suppressed reminder is not counted and changes nothing else", async () => {
    const id = await queued();
    at(24);
    await runSurveyReminderTick(kernel);
    await settle(kernel, id, { status: "SUPPRESSED", purpose: "SURVEY_REMINDER", reason: "NO_CONSENT" });
    expect(await rowOf(kernel, id)).toMatchObject({ status: "SENT", reminders_sent: 0, next_reminder_at: null });
  });

  test("SV-20 a changed setting counts for surveys that are out already", async () => {
    const id = await queued();
    const set = (hours: number | null, most: number) =>
      kernel.tx((tx) =>
        sql(
          tx.em,
          "update hospital_settings set reminder_after_hours = $2, max_reminders = $3 where hospital_id = $1",
          [hospital.id, hours, most],
        ),
      );
    await set(48, 2);
    at(24);
    await runSurveyReminderTick(kernel);
    expect(await reminders(id)).toBe(0);
    expect((await rowOf(kernel, id))["next_reminder_at"]).toEqual(new Date(start.getTime() + 2 * day));
    await set(null, 2);
    at(48);
    await runSurveyReminderTick(kernel);
    expect(await reminders(id)).toBe(0);
    await set(24, 2);
  });
});
