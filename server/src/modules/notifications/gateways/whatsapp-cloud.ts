import { outcomeOfStatus, postJson } from "./http-post.ts";
import { notConfigured, type GatewayMaker, type SendOutcome } from "./gateway.ts";

const defaultEndpoint = "https://graph.facebook.com/v23.0";

/** Codes of Meta's Cloud API that are worth another try (its page “Error codes”): throttling and temporary faults. */
const later = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004]);
/** Token and permission: a person must mend the setting. */
const access = new Set([0, 3, 10, 190, 368, 131005, 131031, 131042]);

/**
 * WhatsApp Cloud API: POST /{phone-number-id}/messages. A business may open a conversation only with a template that Meta approved;
 * our text is what the log shows. The API knows no idempotency key.
 */
export const whatsappCloud: GatewayMaker = ({ endpoint, sender, secret }) => ({
  async send(message) {
    if (!sender) return notConfigured("SENDER");
    if (!secret) return notConfigured("SECRET");
    if (!message.template) return notConfigured("TEMPLATE");
    const { name, parameters } = message.template;
    const url = `${(endpoint ?? defaultEndpoint).replace(/\/$/, "")}/${encodeURIComponent(sender)}/messages`;
    const answer = await postJson(
      url,
      secret,
      {},
      {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: message.to.replace(/^\+/, ""),
        type: "template",
        template: {
          name,
          language: { code: message.language === "AR" ? "ar" : "en" },
          components:
            parameters.length === 0
              ? []
              : [{ type: "body", parameters: parameters.map((text) => ({ type: "text", text: oneLine(text) })) }],
        },
      },
    );
    if ("kind" in answer) return answer;
    const body = (answer.body ?? {}) as { messages?: { id?: string }[]; error?: { code?: number } };
    if (answer.status >= 200 && answer.status < 300)
      return { kind: "sent", providerMessageId: body.messages?.[0]?.id?.slice(0, 128) };
    return outcomeOfCode(body.error?.code, answer.status);
  },
});

function outcomeOfCode(code: number | undefined, status: number): SendOutcome {
  if (code === undefined) return outcomeOfStatus(status, `HTTP_${status}`);
  if (later.has(code)) return { kind: "failed", code: `META_${code}`, isGatewayDown: code !== 131056 };
  if (access.has(code)) return { kind: "failed", code: `META_${code}`, isGatewayDown: true };
  return { kind: "rejected", code: `META_${code}` };
}

/** Meta refuses parameters with line breaks, tabs or more than four spaces in a row. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim() || "-";
