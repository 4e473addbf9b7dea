import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "../../testing/drain.ts";
import { buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Language, newId, runSystemTx, sql, subscriber, type JobHandler } from "../core/index.ts";
import { Channel, type Hospital, type Patient } from "../organizations/index.ts";
import {
  cancelNotifications,
  moveNotifications,
  notificationsContract,
  notificationsSettled,
  NotificationPurpose,
  queueNotifications,
  sendNotifications,
  type NotificationRequest,
  type SettledNotification,
  type SurveyNotificationRequest,
} from "./index.ts";

const handlers: readonly JobHandler[] = [{ contract: notificationsContract, handle: sendNotifications }];

describe("sending", () => {
  let base: TestKernel;
  let kernel: TestKernel;
  let hospital: Hospital;
  let patient: Patient;
  const start = new Date("2026-11-23T10:00:00Z");

  beforeAll(async () => {
    base = await createTestKernel();
    const listener = subscriber({ name: "test.settled", event: notificationsSettled, handle: async () => {} });
    kernel = Object.create(base, { subscribers: { value: [listener] } }) as TestKernel;
  });
  beforeEach(async () => {
    kernel.time = start;
    hospital = await kernel.tx((tx) => buildHospital(tx));
    patient = await kernel.tx((tx) => buildPatient(tx, { hospital }));
  });
  afterEach(() =>
    kernel.tx(async (tx) => {
      for (const table of ["notification_log", "notification", "outbox_message"])
        await sql(tx.em, `delete from ${table}`);
    }),
  );
  afterAll(() => base.close());

  const link = "https://px.example.sa/s/AbCdEfGhIjKlMnOpQrStUv";
  const request = (changes: Partial<SurveyNotificationRequest> = {}): SurveyNotificationRequest => ({
    hospitalId: hospital.id,
    purpose: NotificationPurpose.SURVEY_INVITATION,
    channel: Channel.SMS,
    patientId: patient.id,
    relatedType: "SurveyInstance",
    relatedId: newId(),
    data: { link, stageName: "العيادة" },
    ...changes,
  });
  const queue = (...requests: NotificationRequest[]) => kernel.tx((tx) => queueNotifications(tx, requests));
  const send = () => drain(kernel, handlers);
  const states = () =>
    kernel.tx((tx) =>
      sql<{ status: string; error: string | null; attempts: number }>(
        tx.em,
        "select status, error, attempts from notification order by id",
      ),
    );
  const logs = async () => {
    const rows = await kernel.tx((tx) =>
      sql<{ recipientMasked: string | null; bodySealed: Buffer | null }>(
        tx.em,
        `select status, error, backend, attempt, recipient_masked as "recipientMasked", language, segments, template_version as "templateVersion",
                     body_sealed as "bodySealed" from notification_log order by id`,
      ),
    );
    return rows.map(({ bodySealed, ...row }) => ({ ...row, body: bodySealed ? kernel.cipher.open(bodySealed) : null }));
  };
  const settled = async () => {
    const rows = await kernel.tx((tx) =>
      sql<{ payload: { outcomes: SettledNotification[] } }>(tx.em, "select payload from outbox_message order by id"),
    );
    return rows.map(({ payload }) =>
      payload.outcomes.map(({ status, reason }) => (reason ? `${status} ${reason}` : status)),
    );
  };

  it("NO-1: writes the message into the log, sealed and masked, and announces the batch once", async () => {
    await queue(
      request(),
      request({ channel: Channel.WHATSAPP, language: Language.EN, purpose: NotificationPurpose.SURVEY_REMINDER }),
    );
    await send();
    expect(await states()).toMatchObject([
      { status: "SENT", attempts: 1 },
      { status: "SENT", attempts: 1 },
    ]);
    const [arabic, english] = await logs();
    expect(arabic).toMatchObject({
      status: "SENT",
      backend: "CONSOLE",
      attempt: 1,
      language: "AR",
      segments: 2,
      templateVersion: 1,
    });
    expect(arabic?.body).toContain(link);
    expect(arabic?.body).toContain(hospital.nameAr);
    expect(String(arabic?.recipientMasked)).toMatch(/^•+\d{3}$/);
    expect(english).toMatchObject({ language: "EN", segments: null });
    expect(english?.body).toContain(hospital.nameEn);
    expect(await settled()).toEqual([["SENT", "SENT"]]);
    const [raw] = await kernel.tx((tx) =>
      sql<{ found: boolean }>(
        tx.em,
        "select bool_or(t like '%px.example.sa%') as found from (select n::text as t from notification n union all select l::text from notification_log l) x",
      ),
    );
    expect(raw?.found).toBe(false);
  });

  it("NO-2: checks consent, contact data and the receiver at the moment of sending", async () => {
    const withoutMobile = await kernel.tx((tx) => buildPatient(tx, { hospital, mobile: null }));
    await queue(request(), request({ patientId: withoutMobile.id }));
    await kernel.tx((tx) => sql(tx.em, "update patient set has_contact_consent = false where id = $1", [patient.id]));
    await send();
    expect(await states()).toMatchObject([
      { status: "SUPPRESSED", error: "NO_CONSENT" },
      { status: "SUPPRESSED", error: "NO_CONTACT" },
    ]);
    expect(await logs()).toMatchObject([
      { status: "SUPPRESSED", error: "NO_CONSENT", attempt: 0, body: null },
      { error: "NO_CONTACT" },
    ]);
    expect(await settled()).toEqual([["SUPPRESSED NO_CONSENT", "SUPPRESSED NO_CONTACT"]]);
  });

  it("NO-2: a message that waits for later is not sent before, and not after it is of no use", async () => {
    await queue(
      request({ sendAfter: new Date(start.getTime() + 3_600_000), sendBefore: new Date(start.getTime() + 7_200_000) }),
    );
    expect(await send()).toBe(0);
    kernel.time = new Date(start.getTime() + 7_200_000);
    await send();
    expect(await states()).toMatchObject([{ status: "SUPPRESSED", error: "WINDOW_PASSED" }]);
  });

  it("NO-3: no more invitations than the hospital allows in its days, also within one batch; reminders do not count", async () => {
    await kernel.tx((tx) =>
      sql(tx.em, "update hospital_settings set fatigue_max_invitations = 2, fatigue_days = 7 where hospital_id = $1", [
        hospital.id,
      ]),
    );
    await queue(request());
    await send();
    await queue(request(), request(), request({ purpose: NotificationPurpose.SURVEY_REMINDER }));
    await send();
    expect((await states()).map(({ status, error }) => error ?? status)).toEqual(["SENT", "SENT", "FATIGUE", "SENT"]);
    kernel.time = new Date(start.getTime() + 7 * 86_400_000 + 1);
    await queue(request());
    await send();
    expect((await states()).at(-1)).toMatchObject({ status: "SENT" });
  });

  it("NO-3: two workers at once do not exceed it", async () => {
    await kernel.tx((tx) =>
      sql(tx.em, "update hospital_settings set fatigue_max_invitations = 1 where hospital_id = $1", [hospital.id]),
    );
    const ids = await queue(...Array.from({ length: 8 }, () => request()));
    await Promise.all(ids.map((id) => runSystemTx(kernel, "test", (tx) => sendNotifications(tx, [id]))));
    expect((await states()).filter(({ status }) => status === "SENT")).toHaveLength(1);
  });

  it("NO-3: a merged record's invitations count for the surviving one, who gets the message", async () => {
    await kernel.tx((tx) =>
      sql(tx.em, "update hospital_settings set fatigue_max_invitations = 1 where hospital_id = $1", [hospital.id]),
    );
    await queue(request());
    await send();
    const survivor = await kernel.tx((tx) => buildPatient(tx, { hospital, mobile: "+966500000777" }));
    await queue(request({ purpose: NotificationPurpose.SURVEY_REMINDER }), request());
    await kernel.tx((tx) =>
      sql(tx.em, "update patient set merged_into_id = $2 where id = $1", [patient.id, survivor.id]),
    );
    await kernel.tx((tx) => moveNotifications(tx, patient.id, survivor.id));
    await send();
    expect((await states()).map(({ status, error }) => error ?? status)).toEqual(["SENT", "SENT", "FATIGUE"]);
    expect((await logs())[1]).toMatchObject({ recipientMasked: "••••••777" });
  });

  it("NO-4: waits for the end of the quiet hours in the hospital's zone, or is suppressed when that is too late", async () => {
    await kernel.tx((tx) =>
      sql(tx.em, "update hospital_settings set quiet_from = '12:00', quiet_to = '15:00' where hospital_id = $1", [
        hospital.id,
      ]),
    );
    await queue(request(), request({ sendBefore: new Date("2026-11-23T11:00:00Z") }));
    await send();
    expect(await states()).toMatchObject([
      { status: "QUEUED", attempts: 0 },
      { status: "SUPPRESSED", error: "QUIET_HOURS" },
    ]);
    kernel.time = new Date("2026-11-23T11:59:59Z");
    expect(await send()).toBe(0);
    kernel.time = new Date("2026-11-23T12:00:00Z");
    await send();
    expect(await states()).toMatchObject([{ status: "SENT", attempts: 1 }, {}]);
  });

  it("staff get mail in their language at any hour; one who left gets none", async () => {
    await kernel.tx((tx) =>
      sql(tx.em, "update hospital_settings set quiet_from = '00:00', quiet_to = '23:59' where hospital_id = $1", [
        hospital.id,
      ]),
    );
    const users = await kernel.tx(async (tx) => [await buildUser(tx), await buildUser(tx)] as const);
    await kernel.tx((tx) => sql(tx.em, "update app_user set language = 'EN' where id = $1", [users[0].id]));
    await kernel.tx((tx) => sql(tx.em, "update app_user set is_active = false where id = $1", [users[1].id]));
    await queue(
      ...users.map((user): NotificationRequest => ({
        hospitalId: hospital.id,
        purpose: NotificationPurpose.ACTION_ASSIGNED,
        channel: Channel.EMAIL,
        userId: user.id,
        relatedType: "PxAction",
        relatedId: newId(),
        data: {
          reference: "PXA-1",
          title: "Waiting time",
          dueAt: "2026-11-24T09:00:00Z",
          link: "https://px.example.sa/actions/1",
        },
      })),
    );
    await send();
    expect((await states()).map(({ status, error }) => error ?? status)).toEqual(["SENT", "NO_RECEIVER"]);
    const [mail] = await logs();
    expect(mail?.body).toContain("Due: 24 Nov 2026, 12:00");
    expect(String(mail?.recipientMasked)).toMatch(/^u•••@/);
  });

  it("NO-8: what is cancelled is not sent, and said so once", async () => {
    const related = newId();
    await queue(request({ relatedId: related }), request());
    expect(await kernel.tx((tx) => cancelNotifications(tx, "SurveyInstance", [related], "JOURNEY_CANCELLED"))).toBe(1);
    expect(await kernel.tx((tx) => cancelNotifications(tx, "SurveyInstance", [related], "JOURNEY_CANCELLED"))).toBe(0);
    await send();
    expect((await states()).map(({ status, error }) => error ?? status)).toEqual(["JOURNEY_CANCELLED", "SENT"]);
    expect((await logs())[0]).toMatchObject({ status: "CANCELLED", error: "JOURNEY_CANCELLED" });
    expect(await settled()).toEqual([["CANCELLED JOURNEY_CANCELLED"], ["SENT"]]);
  });

  it("a message that can't be written is a dead letter at once; its neighbours go out", async () => {
    await queue(request({ data: { stageName: "" } as never }), request());
    await send();
    expect(await states()).toMatchObject([{ status: "DEAD", error: "MISSING_LINK" }, { status: "SENT" }]);
  });

  it("a row whose data can't be opened is retried alone, twelve times, then dead", async () => {
    const [broken] = await queue(request(), request());
    await kernel.tx((tx) => sql(tx.em, "update notification set data_sealed = '\\x00' where id = $1", [broken]));
    for (let attempt = 1; attempt <= 12; attempt++) {
      await drain(kernel, handlers, { onFailure: "settle" });
      expect((await states())[0]).toMatchObject({ attempts: attempt, status: attempt < 12 ? "FAILED" : "DEAD" });
      kernel.time = new Date(kernel.time.getTime() + 16 * 60_000);
    }
    expect((await states())[1]).toMatchObject({ status: "SENT", attempts: 1 });
    expect(await settled()).toEqual([["SENT"], ["DEAD Error"]]);
  });

  it("a hospital's own text wins, and the same batch handed out twice is sent once", async () => {
    await kernel.tx((tx) =>
      sql(
        tx.em,
        "insert into message_template (purpose, channel, hospital_id, text_ar, text_en) values ('SURVEY_INVITATION', 'SMS', $1, 'لنا {link}', 'ours {link}')",
        [hospital.id],
      ),
    );
    const ids = await queue(request());
    await Promise.all([1, 2, 3].map(() => runSystemTx(kernel, "test", (tx) => sendNotifications(tx, ids))));
    expect(await logs()).toMatchObject([{ body: `لنا ${link}` }]);
  });
});
