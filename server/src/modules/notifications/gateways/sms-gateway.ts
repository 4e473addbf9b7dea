import { asCode, outcomeOfStatus, postJson } from "./http-post.ts";
import { notConfigured, type GatewayMaker } from "./gateway.ts";

/**
 * SMS over HTTP (README, “SMS gateway”): POST {from, to, text, reference} with a bearer token and an Idempotency-Key. 2xx: taken;
 * 4xx: refused for good, `code` says why; 429 and 503: later.
 */
export const smsGateway: GatewayMaker = ({ endpoint, sender, secret }) => ({
  async send(message) {
    if (!endpoint) return notConfigured("ENDPOINT");
    if (!secret) return notConfigured("SECRET");
    const answer = await postJson(
      endpoint,
      secret,
      { "idempotency-key": message.idempotencyKey },
      {
        from: sender,
        to: message.to,
        text: message.body,
        reference: message.idempotencyKey,
      },
    );
    if ("kind" in answer) return answer;
    const body = (answer.body ?? {}) as { id?: unknown; message_id?: unknown; code?: unknown };
    if (answer.status >= 200 && answer.status < 300) {
      const id = body.id ?? body.message_id;
      return {
        kind: "sent",
        providerMessageId: typeof id === "string" || typeof id === "number" ? String(id).slice(0, 128) : undefined,
      };
    }
    return outcomeOfStatus(answer.status, asCode(body.code, `HTTP_${answer.status}`));
  },
});
