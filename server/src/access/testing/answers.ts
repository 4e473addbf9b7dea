import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { GraphQLAnswer, TestServer } from "../../testing/test-server.ts";
import type { Call } from "./documents.ts";

/** Codes of all errors of an answer. */
export const codesOf = (answer: GraphQLAnswer<unknown>): string[] =>
  (answer.errors ?? []).map((error) => error.extensions?.code ?? "NO_CODE");

/** Long enough for a refusal to come back; a subscription that stands says nothing. */
const patience = 700;

interface Told {
  readonly extensions?: { readonly code?: string };
}

/**
 * The codes that a subscription is refused with; none when it stands. A socket that is refused as a whole (4403) counts as
 * UNAUTHENTICATED: that is what it says.
 */
export async function socketCodes(server: TestServer, accessToken: string | undefined, call: Call): Promise<string[]> {
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken },
    retryAttempts: 0,
  });
  const codes = (errors: readonly Told[]) => errors.map((error) => error.extensions?.code ?? "NO_CODE");
  try {
    return await new Promise((resolve) => {
      setTimeout(() => resolve([]), patience);
      client.subscribe(
        { query: call.query, variables: call.variables },
        {
          next: ({ errors }) => void (errors && resolve(codes(errors as readonly object[]))),
          error: (error) =>
            resolve(
              Array.isArray(error)
                ? codes(error as Told[])
                : [(error as { code?: number }).code === 4403 ? "UNAUTHENTICATED" : "NO_CODE"],
            ),
          complete: () => undefined,
        },
      );
    });
  } finally {
    await client.dispose();
  }
}
