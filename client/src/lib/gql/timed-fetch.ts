import { preferences } from "../preferences/preferences.ts";
import { observeServerTime } from "../clock/clock.ts";

/** Asks in the reader's language, sends the cookie of the session, and learns the time of the server from the answer. */
export async function timedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  const headers = new Headers(init?.headers);
  headers.set("accept-language", preferences.language);
  const response = await fetch(input, { ...init, headers, credentials: "same-origin" });
  observeServerTime(response.headers.get("date"), sentAt, Date.now());
  return response;
}
