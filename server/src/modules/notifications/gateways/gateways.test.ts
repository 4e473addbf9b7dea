import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Language } from "../../core/index.ts";
import { Circuit } from "./circuit.ts";
import type { OutgoingMessage } from "./gateway.ts";
import { smsGateway } from "./sms-gateway.ts";
import { smtp } from "./smtp.ts";
import { json, startHttpGateway, type HttpGateway } from "./testing/http-gateway.ts";
import { startSmtpServer, type SmtpServer } from "./testing/smtp-server.ts";
import { whatsappCloud } from "./whatsapp-cloud.ts";

const message: OutgoingMessage = {
  idempotencyKey: "0199b1f0-0000-7000-8000-000000000001",
  to: "+966500000001",
  language: Language.AR,
  subject: "كيف كانت تجربتك؟",
  body: "قيّم تجربتك: https://px.sa/s/abc",
  template: { name: "survey_invitation", parameters: ["مستشفى", "https://px.sa/s/abc\n"] },
};
/** Nobody listens there any more. */
async function nowhere(): Promise<string> {
  const gateway = await startHttpGateway();
  await gateway.close();
  return gateway.url;
}

describe("SMS gateway over HTTP", () => {
  let gateway: HttpGateway;
  beforeAll(async () => (gateway = await startHttpGateway()));
  beforeEach(() => {
    gateway.answer = (_, res) => json(res, 202, { id: "sms-1" });
  });
  afterAll(() => gateway.close());
  const send = (endpoint = `${gateway.url}/v1/messages`) =>
    smsGateway({ endpoint, sender: "PX360", secret: "t0ken" }).send(message);

  it("posts the message with bearer and idempotency key", async () => {
    expect(await send()).toEqual({ kind: "sent", providerMessageId: "sms-1" });
    expect(gateway.seen.at(-1)).toMatchObject({
      path: "/v1/messages",
      headers: {
        authorization: "Bearer t0ken",
        "idempotency-key": message.idempotencyKey,
        "content-type": "application/json",
      },
      body: { from: "PX360", to: message.to, text: message.body, reference: message.idempotencyKey },
    });
  });

  it.each([
    [400, { code: "invalid_number" }, { kind: "rejected", code: "INVALID_NUMBER" }],
    [422, { code: "+966500000001 is blocked" }, { kind: "rejected", code: "HTTP_422" }],
    [401, {}, { kind: "failed", code: "GATEWAY_REFUSES_TOKEN", isGatewayDown: true }],
    [429, {}, { kind: "failed", code: "RATE_LIMITED", isGatewayDown: true }],
    [503, {}, { kind: "failed", code: "GATEWAY_UNAVAILABLE", isGatewayDown: true }],
    [500, {}, { kind: "unknown", code: "HTTP_500" }],
    [302, {}, { kind: "rejected", code: "HTTP_302" }],
  ])("HTTP %i %j → %j", async (status, body, outcome) => {
    gateway.answer = (_, res) => json(res, status, body);
    expect(await send()).toEqual(outcome);
  });

  it("tells an unreachable gateway from one that was lost after it had the message", async () => {
    expect(await send(await nowhere())).toEqual({ kind: "failed", code: "GATEWAY_UNREACHABLE", isGatewayDown: true });
    gateway.answer = (_, res) => void res.destroy();
    expect(await send()).toEqual({ kind: "unknown", code: "CONNECTION_LOST" });
  });

  it("says what is missing in its setting", async () => {
    expect(await smsGateway({ endpoint: gateway.url, sender: null, secret: null }).send(message)).toMatchObject({
      code: "NOT_CONFIGURED_SECRET",
    });
  });
});

describe("WhatsApp Cloud API", () => {
  let gateway: HttpGateway;
  beforeAll(async () => (gateway = await startHttpGateway()));
  afterAll(() => gateway.close());
  const send = () =>
    whatsappCloud({ endpoint: `${gateway.url}/v23.0`, sender: "106540352242922", secret: "t0ken" }).send(message);

  it("posts a template message as Meta documents it", async () => {
    gateway.answer = (_, res) =>
      json(res, 200, {
        messaging_product: "whatsapp",
        contacts: [{ input: "966500000001", wa_id: "966500000001" }],
        messages: [{ id: "wamid.HBgL" }],
      });
    expect(await send()).toEqual({ kind: "sent", providerMessageId: "wamid.HBgL" });
    expect(gateway.seen.at(-1)).toMatchObject({
      path: "/v23.0/106540352242922/messages",
      headers: { authorization: "Bearer t0ken" },
      body: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: "966500000001",
        type: "template",
        template: {
          name: "survey_invitation",
          language: { code: "ar" },
          components: [
            {
              type: "body",
              parameters: [
                { type: "text", text: "مستشفى" },
                { type: "text", text: "https://px.sa/s/abc" },
              ],
            },
          ],
        },
      },
    });
  });

  it.each([
    [400, 131026, { kind: "rejected", code: "META_131026" }],
    [400, 132001, { kind: "rejected", code: "META_132001" }],
    [400, 130429, { kind: "failed", code: "META_130429", isGatewayDown: true }],
    [400, 131056, { kind: "failed", code: "META_131056", isGatewayDown: false }],
    [401, 190, { kind: "failed", code: "META_190", isGatewayDown: true }],
    [500, 131000, { kind: "failed", code: "META_131000", isGatewayDown: true }],
  ])("HTTP %i, error %i → %j", async (status, code, outcome) => {
    gateway.answer = (_, res) =>
      json(res, status, { error: { message: "…", type: "OAuthException", code, fbtrace_id: "x" } });
    expect(await send()).toEqual(outcome);
  });
});

describe("mail over SMTP", () => {
  let server: SmtpServer;
  beforeAll(async () => (server = await startSmtpServer()));
  beforeEach(() => void Object.keys(server.answers).forEach((verb) => delete server.answers[verb as "MAIL"]));
  afterAll(() => server.close());
  const mail = { ...message, to: "someone@hospital.test" };
  const send = (endpoint = server.url) =>
    smtp({ endpoint, sender: "PX360 <px@hospital.test>", secret: "secret" }).send(mail);

  it("sends text and HTML in the right direction, with one message id for all attempts", async () => {
    expect(await send()).toMatchObject({ kind: "sent" });
    const sent = server.mails.at(-1);
    expect(sent?.to).toEqual([expect.stringContaining("someone@hospital.test")]);
    expect(sent?.data).toContain(`Message-ID: <${message.idempotencyKey}@hospital.test>`);
    const parts = [...(sent?.data ?? "").matchAll(/base64\r\n\r\n([\s\S]+?)\r\n(?=-)/g)].map(([, part]) =>
      Buffer.from(part as string, "base64").toString(),
    );
    const text = [sent?.data, ...parts].join("\n");
    expect(text).toMatch(/dir=(3D)?"rtl"/);
  });

  it.each([
    ["RCPT", "550 no such user", { kind: "rejected", code: "SMTP_550" }],
    ["RCPT", "450 busy", { kind: "failed", code: "SMTP_450", isGatewayDown: false }],
    ["AUTH", "535 no", { kind: "failed", code: "GATEWAY_REFUSES_LOGIN", isGatewayDown: true }],
    ["MAIL", "421 later", { kind: "failed", code: "SMTP_421", isGatewayDown: true }],
    ["END", "554 refused", { kind: "rejected", code: "SMTP_554" }],
    ["END", "DROP", { kind: "unknown", code: "CONNECTION_LOST" }],
  ] as const)("%s answered by %s → %j", async (verb, answer, outcome) => {
    server.answers[verb] = answer;
    expect(await send()).toEqual(outcome);
  });

  it("an unreachable server has not sent anything", async () => {
    expect(await send("smtp://127.0.0.1:9")).toEqual({
      kind: "failed",
      code: "GATEWAY_UNREACHABLE",
      isGatewayDown: true,
    });
  });
});

describe("circuit", () => {
  it("opens after five failures in a row, probes after half a minute, closes at a success", () => {
    const circuit = new Circuit();
    const at = (seconds: number) => new Date(1_000_000 + seconds * 1_000);
    for (let n = 0; n < 4; n++) circuit.failed(at(n));
    expect(circuit.blockedUntil(at(4))).toBeNull();
    circuit.failed(at(4));
    expect(circuit.blockedUntil(at(5))).toEqual(at(34));
    expect(circuit.blockedUntil(at(34))).toBeNull();
    circuit.failed(at(35));
    expect(circuit.blockedUntil(at(36))).toEqual(at(65));
    circuit.succeeded();
    expect(circuit.blockedUntil(at(37))).toBeNull();
  });
});
