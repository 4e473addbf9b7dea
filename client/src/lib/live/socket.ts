import type { SubscriptionOperation } from "@urql/core";
import { type Client, CloseCode, createClient } from "graphql-ws";
import { now, serverNow } from "../clock/clock.ts";
import { preferences } from "../preferences/preferences.ts";
import { accessToken, isExpiring } from "../session/access-token.ts";
import { renewSession } from "../session/renew.ts";
import { watch } from "vue";
import { connection, report } from "./connection.ts";

let socket: Client | null = null;
let mustRenew = false;
/** The server closed because rights changed, not because it is in trouble: there is no need to wait. */
let isHurried = false;
const RIGHTS_CHANGED = 4205;

async function connectionParams(): Promise<Record<string, unknown>> {
  if (mustRenew || isExpiring()) await renewSession();
  mustRenew = false;
  return { accessToken: accessToken() ?? "", language: preferences.language };
}

const url = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`;

/** Jitter spreads the reconnections of a whole hospital after a restart of the server. */
const pause = (retries: number) =>
  new Promise<void>((resolve) => {
    const usual = Math.min(1000 * 2 ** retries, 15_000) * (0.5 + Math.random());
    setTimeout(resolve, isHurried ? 0 : usual);
    isHurried = false;
  });

/** Opened for the whole session, not per subscription: the banner must also be true on a page that subscribes to nothing. */
export function openSocket(): void {
  if (socket) return;
  connection.state = "connecting";
  socket = createClient({
    url,
    connectionParams,
    lazy: false,
    onNonLazyError: () => report({ type: "lost", at: serverNow() }),
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: pause,
    shouldRetry: () => true,
    on: {
      connected: () => report({ type: "opened" }),
      closed: (event) => {
        // 4403: the access token ran out while the socket was open.
        mustRenew = (event as CloseEvent).code === CloseCode.Forbidden;
        isHurried = (event as CloseEvent).code === RIGHTS_CHANGED;
        report({ type: "lost", at: serverNow() });
      },
    },
  });
}

export function closeSocket(): void {
  report({ type: "off" });
  void socket?.dispose();
  socket = null;
}

export function subscribe(operation: SubscriptionOperation) {
  return {
    subscribe: (sink: { next(value: never): void; error(error: unknown): void; complete(): void }) => {
      const client = socket;
      if (!client || !operation.query) return { unsubscribe: () => sink.complete() };
      const request = { query: operation.query, variables: operation.variables as Record<string, unknown> };
      const unsubscribe = client.subscribe(request, {
        next: (value) => sink.next(value as never),
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      });
      return { unsubscribe };
    },
  };
}

watch(now, (at) => report({ type: "tick", at }));
