import { Client, fetchExchange } from "@urql/core";
import { RefreshSessionDocument } from "#generated/graphql.ts";
import { timedFetch } from "../gql/timed-fetch.ts";
import { accessToken, setAccessToken } from "./access-token.ts";
import { noteEnd, session } from "./session.ts";

/** A client of its own: the renewal must not wait behind the requests that wait for it. */
const client = new Client({ url: "/graphql", exchanges: [fetchExchange], fetch: timedFetch, preferGetMethod: false });

export type Renewal = "renewed" | "refused" | "unreachable";
let running: Promise<Renewal> | null = null;

async function ask(): Promise<Renewal> {
  const result = await client.mutation(RefreshSessionDocument, {}).toPromise();
  if (result.error?.networkError) return "unreachable";
  const token = result.data?.refreshSession.accessToken ?? null;
  const wasSignedIn = session.status === "active" || accessToken() !== null;
  setAccessToken(token);
  if (token) noteEnd(result.data?.refreshSession.refreshExpiresAt);
  if (token) return "renewed";
  session.status = wasSignedIn ? "expired" : session.status === "expired" ? "expired" : "anonymous";
  return "refused";
}

/**
 * Exchanges the httpOnly cookie for a new access token. One at a time, over all tabs: the refresh token rotates, and two
 * tabs that show the same one look like a theft to the server.
 */
export function renewSession(): Promise<Renewal> {
  // Locks exist in secure contexts only; a test server over plain HTTP does without.
  running ??= ("locks" in navigator ? navigator.locks.request("px360-renew", ask) : ask()).finally(() => {
    running = null;
  });
  return running;
}
