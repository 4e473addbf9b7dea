import type { SendOutcome } from "./gateway.ts";
import { sendTimeoutMs } from "./gateway.ts";

export type HttpAnswer = { readonly status: number; readonly body: unknown } | SendOutcome;

/** Nothing was sent when no connection came about; anything later leaves it open whether the gateway took the message. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** POST of JSON with a bearer token. Follows no redirect: the token and the message are for this address only. */
export async function postJson(
  url: string,
  token: string,
  headers: Record<string, string>,
  body: object,
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${token}`,
        ...headers,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(sendTimeoutMs),
    });
    const text = await response.text();
    return { status: response.status, body: parse(text) };
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code;
    if (code && neverConnected.has(code)) return { kind: "failed", code: "GATEWAY_UNREACHABLE", isGatewayDown: true };
    return {
      kind: "unknown",
      code: (error as Error).name === "TimeoutError" ? "NO_ANSWER_IN_TIME" : "CONNECTION_LOST",
    };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Text of a gateway as a code: letters, digits and little else, so that no number or address gets into the log. */
export function asCode(value: unknown, fallback: string): string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(value) ? value.toUpperCase() : fallback;
}

/** What an HTTP status means for a message when the gateway says nothing more precise. */
export function outcomeOfStatus(status: number, code: string): SendOutcome {
  if (status === 429) return { kind: "failed", code: "RATE_LIMITED", isGatewayDown: true };
  if (status === 401 || status === 403) return { kind: "failed", code: "GATEWAY_REFUSES_TOKEN", isGatewayDown: true };
  if (status === 503) return { kind: "failed", code: "GATEWAY_UNAVAILABLE", isGatewayDown: true };
  // 500, 502 and 504 come after the message may have been taken.
  if (status >= 500) return { kind: "unknown", code: `HTTP_${status}` };
  if (status === 408 || status === 409 || status === 425)
    return { kind: "failed", code: `HTTP_${status}`, isGatewayDown: false };
  return { kind: "rejected", code };
}
