import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import type { TestKernel } from "../../testing/test-kernel.ts";
import { drain } from "../../testing/drain.ts";
import { Role } from "../accounts/index.ts";
import { newId, runSystemTx, sql } from "../core/index.ts";
import { Channel, type Hospital, type Patient } from "../organizations/index.ts";
import { json, startHttpGateway, type HttpGateway } from "./gateways/testing/http-gateway.ts";
import {
  cancelNotifications,
  NotificationPurpose,
  notificationsContract,
  queueNotifications,
  sendNotifications,
} from "./index.ts";

const save = `mutation ($input: SaveChannelSettingInput!) { saveChannelSetting(input: $input) { channelSetting { version hasSecret backend } userErrors { code field } } }`;
const retry = "mutation ($id: ID!) { retryNotification(input: { id: $id }) { status userErrors { code } } }";

describe("a message through an outside gateway", () => {
  let server: TestServer;
  let kernel: TestKernel;
  let gateway: HttpGateway;
  let admin: TestClient;
  let hospital: Hospital;
  let patient: Patient;
  let version: number | undefined;
  const handlers = [{ contract: notificationsContract, handle: sendNotifications }];

  const configure = async (changes: object) => {
    const answer = await admin.query<{
      saveChannelSetting: { channelSetting: { version: number } | null; userErrors: { code: string }[] };
    }>(save, {
      input: { channel: "SMS", hospitalId: hospital.id, version, ...changes },
    });
    version = answer.data?.saveChannelSetting.channelSetting?.version ?? version;
    return answer;
  };
  beforeAll(async () => {
    server = await startTestServer();
    kernel = server.kernel;
    gateway = await startHttpGateway();
    await kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@gateway.test" }));
  });
  beforeEach(async () => {
    kernel.time = new Date(Math.max(kernel.time.getTime(), Date.now()));
    admin = await server.signIn("admin@gateway.test");
    hospital = await kernel.tx((tx) => buildHospital(tx));
    patient = await kernel.tx((tx) => buildPatient(tx, { hospital, mobile: "+966500004321" }));
    version = undefined;
    gateway.seen.length = 0;
    gateway.answer = (_, res) => json(res, 200, { id: "sms-7" });
    await configure({
      backend: "SMS_GATEWAY",
      endpoint: `${gateway.url}/sms`,
      sender: "PX360",
      secret: "s3cret",
      maxAttempts: 3,
    });
  });
  afterEach(() =>
    kernel.tx(async (tx) => {
      for (const table of ["notification_log", "notification"]) await sql(tx.em, `delete from ${table}`);
    }),
  );
  afterAll(async () => {
    await gateway.close();
    await server.close();
  });

  const queue = (count = 1) =>
    kernel.tx((tx) =>
      queueNotifications(
        tx,
        Array.from({ length: count }, () => ({
          hospitalId: hospital.id,
          purpose: NotificationPurpose.SURVEY_REMINDER as const,
          channel: Channel.SMS,
          patientId: patient.id,
          relatedType: "SurveyInstance" as const,
          relatedId: newId(),
          data: { link: "https://px.example.sa/s/AbCdEf", stageName: "" },
        })),
      ),
    );
  const send = () => drain(kernel, handlers);
  const later = (minutes: number) => (kernel.time = new Date(kernel.time.getTime() + minutes * 60_000));
  const rows = () =>
    kernel.tx((tx) =>
      sql<{ id: string; status: string; attempts: number; error: string | null }>(
        tx.em,
        "select id, status, attempts, error from notification order by id",
      ),
    );
  const log = () =>
    kernel.tx((tx) =>
      sql<{ status: string; error: string | null; provider: string | null }>(
        tx.em,
        `select status, error, provider_message_id as provider from notification_log order by created_at, id`,
      ),
    );

  it("NO-10: is SENDING before it goes out, SENT after, with the gateway's number", async () => {
    let seenAs: string | undefined;
    gateway.answer = (_, res) =>
      void rows().then(([row]) => {
        seenAs = row?.status;
        json(res, 200, { id: "sms-7" });
      });
    await queue();
    await send();
    expect(seenAs).toBe("SENDING");
    expect(await rows()).toMatchObject([{ status: "SENT", attempts: 1 }]);
    expect(await log()).toEqual([{ status: "SENT", error: null, provider: "sms-7" }]);
    expect(gateway.seen[0]?.body).toMatchObject({ to: "+966500004321" });
  });

  it("NO-11: a receiver's refusal is a dead letter at once; a failure is tried a few times, then dead", async () => {
    gateway.answer = (_, res) => json(res, 400, { code: "blocked" });
    await queue();
    await send();
    expect(await rows()).toMatchObject([{ status: "DEAD", attempts: 1, error: "BLOCKED" }]);
    await kernel.tx((tx) => sql(tx.em, "delete from notification"));
    gateway.answer = (_, res) => json(res, 409, {});
    await queue();
    for (let n = 0; n < 5; n++) {
      await send();
      later(20);
    }
    expect(await rows()).toMatchObject([{ status: "DEAD", attempts: 3, error: "HTTP_409" }]);
    expect(gateway.seen.slice(1).map(({ headers }) => headers["idempotency-key"])).toEqual(
      Array(3).fill((await rows())[0]?.id),
    );
  });

  it("NO-11: a gateway that is down stops the rest without costing them attempts; all go out when it is back", async () => {
    gateway.answer = (_, res) => json(res, 503, {});
    await queue(60);
    await send();
    expect(gateway.seen.length).toBeLessThan(20);
    expect((await rows()).filter((row) => row.attempts === 0).length).toBeGreaterThan(40);
    gateway.answer = (_, res) => json(res, 200, { id: "x" });
    later(20);
    await send();
    expect((await rows()).every((row) => row.status === "SENT")).toBe(true);
  });

  it("NO-10, NO-12: lost contact is UNCERTAIN and stays so until a person retries it; by rule it is sent again with the same key", async () => {
    gateway.answer = (_, res) => void res.destroy();
    const [id] = await queue();
    await send();
    later(60);
    await send();
    expect(await rows()).toMatchObject([{ status: "UNCERTAIN", error: "CONNECTION_LOST" }]);
    expect(gateway.seen).toHaveLength(1);
    gateway.answer = (_, res) => json(res, 200, { id: "second" });
    admin = await server.signIn("admin@gateway.test");
    expect(await admin.query(retry, { id })).toMatchObject({
      data: { retryNotification: { status: "QUEUED", userErrors: [] } },
    });
    await send();
    expect(await rows()).toMatchObject([{ status: "SENT" }]);
    expect((await log()).map(({ status }) => status)).toEqual(["UNCERTAIN", "SENT"]);
    expect(await admin.query(retry, { id })).toMatchObject({
      data: { retryNotification: { userErrors: [{ code: "NOT_RETRYABLE" }] } },
    });

    await configure({ uncertainRule: "RETRY" });
    gateway.answer = (_, res) => void res.destroy();
    await queue();
    await send();
    gateway.answer = (_, res) => json(res, 200, { id: "third" });
    later(20);
    await send();
    expect((await rows()).map(({ status }) => status)).toEqual(["SENT", "SENT"]);
    expect(gateway.seen.at(-1)?.headers["idempotency-key"]).toBe(gateway.seen.at(-2)?.headers["idempotency-key"]);
  });

  it("NO-10: a worker that dies between SENDING and the answer leaves it UNCERTAIN, once its time is up", async () => {
    const [id] = await queue();
    // The transaction commits; the process dies before what follows it.
    await runSystemTx(kernel, "test", (tx) => sendNotifications(tx, [id as string]));
    expect(await rows()).toMatchObject([{ status: "SENDING" }]);
    // A second delivery of the same batch must not take it for lost.
    await runSystemTx(kernel, "test", (tx) => sendNotifications(tx, [id as string]));
    later(1);
    await send();
    expect(await rows()).toMatchObject([{ status: "SENDING" }]);
    later(3);
    await send();
    expect(await rows()).toMatchObject([{ status: "UNCERTAIN", error: "WORKER_LOST" }]);
    expect(await log()).toMatchObject([{ status: "UNCERTAIN", error: "WORKER_LOST" }]);
    expect(gateway.seen).toHaveLength(0);
  });

  it("NO-8: what is cancelled while the gateway has it is not tried again", async () => {
    gateway.answer = (_, res) => {
      void kernel
        .tx(async (tx) =>
          cancelNotifications(
            tx,
            "SurveyInstance",
            (await sql<{ r: string }>(tx.em, "select related_id as r from notification")).map(({ r }) => r),
            "SURVEY_CANCELLED",
          ),
        )
        .then(() => json(res, 409, {}));
    };
    await queue();
    await send();
    expect(await rows()).toMatchObject([{ status: "CANCELLED", error: "SURVEY_CANCELLED" }]);
  });

  it("keeps the secret sealed and out of the audit trail, and refuses half a setting", async () => {
    const wrong = await configure({ backend: "SMTP" });
    expect(wrong.data?.saveChannelSetting.userErrors).toEqual([{ code: "NOT_FOR_CHANNEL", field: ["backend"] }]);
    const http = await configure({ endpoint: "http://sms.example.com/send" });
    expect(http.data?.saveChannelSetting.userErrors).toMatchObject([{ code: "BAD_ADDRESS" }]);
    const [found] = await kernel.tx((tx) =>
      sql<{ audit: boolean; row: boolean }>(
        tx.em,
        `select (select bool_or(a::text like '%s3cret%') from audit_event a) as audit, (select bool_or(c::text like '%s3cret%') from channel_setting c) as row`,
      ),
    );
    expect(found).toEqual({ audit: false, row: false });
  });
});
