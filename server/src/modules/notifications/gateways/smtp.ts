import { createTransport } from "nodemailer";
import { notConfigured, sendTimeoutMs, type GatewayMaker, type OutgoingMessage, type SendOutcome } from "./gateway.ts";

/** Mail over SMTP. `endpoint` is smtps://user@host:465 or smtp://user@host:587 (STARTTLS is asked for when the server offers it). */
export const smtp: GatewayMaker = ({ endpoint, sender, secret }) => ({
  async send(message) {
    if (!endpoint) return notConfigured("ENDPOINT");
    if (!sender) return notConfigured("SENDER");
    const { protocol, hostname, port, username } = new URL(endpoint);
    const isImplicitTls = protocol === "smtps:";
    const transport = createTransport({
      host: hostname,
      port: Number(port) || (isImplicitTls ? 465 : 587),
      secure: isImplicitTls,
      auth: username ? { user: decodeURIComponent(username), pass: secret ?? "" } : undefined,
      connectionTimeout: sendTimeoutMs,
      greetingTimeout: sendTimeoutMs,
      socketTimeout: sendTimeoutMs,
      // The message is ours, whole: nothing is read from files or the web.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const sent = await transport.sendMail({
        from: sender,
        to: message.to,
        subject: message.subject ?? "",
        text: message.body,
        html: asHtml(message),
        // The same for each attempt: receivers and archives can tell a repetition.
        messageId: `<${message.idempotencyKey}@${
          sender
            .split("@")
            .at(-1)
            ?.replace(/[^\w.-]/g, "") || "px360"
        }>`,
      });
      return { kind: "sent", providerMessageId: String(sent.messageId).slice(0, 128) };
    } catch (error) {
      return outcomeOf(error as MailError);
    } finally {
      transport.close();
    }
  },
});

interface MailError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** nodemailer reports every lost connection alike, whatever had been said; only its text tells that none came about. */
const neverConnected = /^(connect |getaddrinfo |Connection timeout|Greeting never received)/;

/** 4xx: later; 5xx: for good (RFC 5321); a connection that was lost: nobody knows. */
function outcomeOf({ code, message, responseCode }: MailError): SendOutcome {
  if (responseCode !== undefined) {
    if (responseCode === 421) return { kind: "failed", code: "SMTP_421", isGatewayDown: true };
    if (code === "EAUTH") return { kind: "failed", code: "GATEWAY_REFUSES_LOGIN", isGatewayDown: true };
    if (responseCode >= 500) return { kind: "rejected", code: `SMTP_${responseCode}` };
    return { kind: "failed", code: `SMTP_${responseCode}`, isGatewayDown: false };
  }
  if (code === "EENVELOPE" || code === "EMESSAGE") return { kind: "rejected", code };
  const hasNeverConnected = code === "EDNS" || code === "ETLS" || neverConnected.test(message);
  return hasNeverConnected
    ? { kind: "failed", code: "GATEWAY_UNREACHABLE", isGatewayDown: true }
    : { kind: "unknown", code: "CONNECTION_LOST" };
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] as string);

/** The same text, in the right direction and with links that can be clicked. */
function asHtml({ body, language }: OutgoingMessage): string {
  const linked = escape(body).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}" dir="ltr">${url}</a>`);
  const [lang, direction] = language === "AR" ? ["ar", "rtl"] : ["en", "ltr"];
  return `<!doctype html><html lang="${lang}" dir="${direction}"><body style="font-family:sans-serif;line-height:1.6">${linked.replace(/\n/g, "<br>")}</body></html>`;
}
