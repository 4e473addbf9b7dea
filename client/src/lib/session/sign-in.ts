import { LoginDocument, LogoutDocument, ViewerDocument } from "#generated/graphql.ts";
import { dropDrafts } from "../form/draft.ts";
import { dropKept } from "../form/kept.ts";
import { forgetEverything, gqlClient } from "../gql/client.ts";
import { toFailure } from "../gql/errors.ts";
import { type Outcome, userErrorsOf } from "../gql/use-command.ts";
import { watch } from "vue";
import { connection } from "../live/connection.ts";
import { closeSocket, openSocket } from "../live/socket.ts";
import { applyKept } from "../preferences/kept-preferences.ts";
import { setAccessToken } from "./access-token.ts";
import { printOrder } from "./print-order.ts";
import { renewSession } from "./renew.ts";
import { noteEnd, session, viewer } from "./session.ts";

export async function loadViewer(): Promise<boolean> {
  const result = await gqlClient.value.query(ViewerDocument, {}, { requestPolicy: "network-only" }).toPromise();
  // An answer that got lost says nothing about who signed in.
  if (result.error && viewer.value) return false;
  viewer.value = result.data?.viewer ?? null;
  if (!viewer.value) return false;
  session.status = "active";
  // A sheet of paper is not live, and looks as it was ordered.
  if (printOrder) return true;
  // Whoever looks as somebody else keeps their own language and colours.
  if (!viewer.value.viewedBy) applyKept(viewer.value.preferences);
  openSocket();
  return true;
}

/** The server closes the socket when somebody's rights change: with the new connection come the new rights. */
watch(
  () => connection.epoch,
  () => {
    if (session.status === "active") void loadViewer();
  },
);

/** Called once at the start: the cookie of an earlier visit may still hold. */
export async function restoreSession(): Promise<void> {
  if (printOrder) setAccessToken(printOrder.accessToken);
  const isRestored = (printOrder !== null || (await renewSession()) === "renewed") && (await loadViewer());
  if (!isRestored && session.status === "unknown") session.status = "anonymous";
}

export async function signIn(email: string, password: string): Promise<Outcome<null>> {
  const formerId = viewer.value?.user.id;
  const result = await gqlClient.value.mutation(LoginDocument, { input: { email, password } }).toPromise();
  if (result.error) return { ok: false, userErrors: [], failure: toFailure(result.error) };
  const token = result.data?.login.accessToken;
  if (!token) return { ok: false, userErrors: userErrorsOf(result.data), failure: null };
  setAccessToken(token);
  noteEnd(result.data?.login.refreshExpiresAt);
  if (formerId !== result.data?.login.user?.id) forgetEverything();
  dropDrafts(result.data?.login.user?.id);
  dropKept(result.data?.login.user?.id);
  if (!(await loadViewer())) return { ok: false, userErrors: [], failure: { kind: "unavailable", requestId: null } };
  return { ok: true, data: null };
}

export async function signOut(everywhere: boolean): Promise<void> {
  // The answer does not matter: whoever wants out is out, also when the server is away.
  await gqlClient.value.mutation(LogoutDocument, { input: { everywhere } }).toPromise();
  dropDrafts();
  dropKept();
  setAccessToken(null);
  closeSocket();
  viewer.value = null;
  session.status = "anonymous";
  forgetEverything();
}
