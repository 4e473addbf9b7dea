import { observeServerTime } from "../clock/clock.ts";

/** Every answer also tells the time of the server. The cookie of the session goes along. */
export async function timedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  const response = await fetch(input, { ...init, credentials: "same-origin" });
  observeServerTime(response.headers.get("date"), sentAt, Date.now());
  return response;
}
