import { Client, type CombinedError, fetchExchange, subscriptionExchange } from "@urql/core";
import { authExchange } from "@urql/exchange-auth";
import { shallowRef } from "vue";
import { subscribe } from "../live/socket.ts";
import { accessToken, isExpiring } from "../session/access-token.ts";
import { renewSession } from "../session/renew.ts";
import { session } from "../session/session.ts";
import { normalizedCache } from "./cache.ts";
import { timedFetch } from "./timed-fetch.ts";

const isUnauthenticated = (error: CombinedError) =>
  error.graphQLErrors.some((each) => each.extensions?.code === "UNAUTHENTICATED");

const auth = authExchange(async (tools) => ({
  addAuthToOperation: (operation) => {
    const token = accessToken();
    return token ? tools.appendHeaders(operation, { Authorization: `Bearer ${token}` }) : operation;
  },
  willAuthError: () => session.status === "active" && (accessToken() === null || isExpiring()),
  didAuthError: (error) => session.status === "active" && isUnauthenticated(error),
  refreshAuth: async () => {
    await renewSession();
  },
}));

function createClient(): Client {
  return new Client({
    url: "/graphql",
    fetch: timedFetch,
    // Personal data must not land in an address that proxies log.
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    exchanges: [normalizedCache(), auth, fetchExchange, subscriptionExchange({ forwardSubscription: subscribe })],
  });
}

export const gqlClient = shallowRef(createClient());

/** Another person at the same screen must find nothing of the former one's: the whole cache goes. */
export function forgetEverything(): void {
  gqlClient.value = createClient();
}
