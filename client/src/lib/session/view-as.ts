import { watch } from "vue";
import { EndViewAsDocument, StartViewAsDocument } from "#generated/graphql.ts";
import { now } from "../clock/clock.ts";
import { forgetEverything, gqlClient } from "../gql/client.ts";
import { toFailure } from "../gql/errors.ts";
import { type Outcome, userErrorsOf } from "../gql/use-command.ts";
import { closeSocket } from "../live/socket.ts";
import { setAccessToken } from "./access-token.ts";
import { renewSession } from "./renew.ts";
import { session } from "./session.ts";
import { loadViewer } from "./sign-in.ts";

/** Before the token runs out: the next request must not come from another person than the one before. */
const MARGIN_MS = 30_000;
let running: { readonly id: string; readonly endsAt: number } | null = null;

/** What was read with one person's eyes is not shown to the other. */
async function changeEyes(): Promise<boolean> {
  closeSocket();
  forgetEverything();
  return loadViewer();
}

export async function startViewAs(userId: string): Promise<Outcome<null>> {
  const result = await gqlClient.value.mutation(StartViewAsDocument, { input: { userId } }).toPromise();
  if (result.error) return { ok: false, userErrors: [], failure: toFailure(result.error) };
  const { id, accessToken, expiresAt } = result.data?.startViewAs ?? {};
  if (!id || !accessToken || !expiresAt) return { ok: false, userErrors: userErrorsOf(result.data), failure: null };
  running = { id, endsAt: Date.parse(expiresAt) };
  setAccessToken(accessToken);
  await changeEyes();
  return { ok: true, data: null };
}

/** Back to one's own token; the look is ended with that one. */
export async function endViewAs(): Promise<void> {
  const id = running?.id;
  running = null;
  if ((await renewSession()) !== "renewed") {
    session.status = "expired";
    return;
  }
  if (id) await gqlClient.value.mutation(EndViewAsDocument, { input: { id } }).toPromise();
  await changeEyes();
}

watch(now, (at) => {
  if (running && at >= running.endsAt - MARGIN_MS) void endViewAs();
});
