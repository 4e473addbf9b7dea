import { preferences } from "../preferences/preferences.ts";
import { observeServerTime } from "../clock/clock.ts";

/** What support finds in the server's log beside whatever broke on the screen. */
export const lastRequest: { id: string | null } = { id: null };

/** Asks in the reader's language, sends the cookie of the session, and learns the time of the server from the answer. */
export async function timedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  const headers = new Headers(init?.headers);
  headers.set("accept-language", preferences.language);
  const response = await fetch(input, { ...init, headers, credentials: "same-origin" });
  lastRequest.id = response.headers.get("x-request-id");
  observeServerTime(response.headers.get("date"), sentAt, Date.now());
  return response;
}
