import type { Language } from "../../core/index.ts";

/** One message as a gateway gets it. */
export interface OutgoingMessage {
  /** The same for every attempt: a gateway that knows such keys sends it once. */
  readonly idempotencyKey: string;
  /** E.164 number or e-mail address. Never logged. */
  readonly to: string;
  readonly language: Language;
  readonly subject: string | null;
  readonly body: string;
  /** WhatsApp: the approved template and what fills its numbered places. */
  readonly template?: { readonly name: string; readonly parameters: readonly string[] };
}

/** `code` is stored and shown: the gateway's code or ours, never text of the message or the receiver. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly providerMessageId?: string }
  /** For good: this receiver, or this content. */
  | { readonly kind: "rejected"; readonly code: string }
  /** Not sent; worth another try. */
  | { readonly kind: "failed"; readonly code: string; readonly isGatewayDown: boolean }
  /** Contact was lost after the message was handed over: it may have been sent. */
  | { readonly kind: "unknown"; readonly code: string };

export interface GatewaySettings {
  readonly endpoint: string | null;
  readonly sender: string | null;
  readonly secret: string | null;
}

export interface Gateway {
  send(message: OutgoingMessage): Promise<SendOutcome>;
}

export type GatewayMaker = (settings: GatewaySettings) => Gateway;

export const sendTimeoutMs = 10_000;

/** An incomplete setting is our fault and mended by a person: messages wait with back-off, the reason is in the log. */
export const notConfigured = (what: string): SendOutcome => ({
  kind: "failed",
  code: `NOT_CONFIGURED_${what}`,
  isGatewayDown: false,
});
