import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { GraphQLAnswer, TestServer } from "../../testing/test-server.ts";
import type { Call } from "./documents.ts";

/** Codes of all errors of an answer. */
export const codesOf = (answer: GraphQLAnswer<unknown>): string[] =>
  (answer.errors ?? []).map((error) => error.extensions?.code ?? "NO_CODE");

/** How long a refusal is waited for: where one is expected it comes, however busy the machine; a subscription that stands says nothing. */
export const patience = { refusal: 20_000, standing: 700 } as const;

interface Told {
  readonly extensions?: { readonly code?: string };
}

/**
 * The codes that a subscription is refused with; none when it stands. A socket that is refused as a whole (4403) counts as
 * UNAUTHENTICATED: that is what it says.
 */
export async function socketCodes(
  server: TestServer,
  accessToken: string | undefined,
  call: Call,
  patienceMs: number = patience.refusal,
): Promise<string[]> {
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken },
    retryAttempts: 0,
  });
  const codes = (errors: readonly Told[]) => errors.map((error) => error.extensions?.code ?? "NO_CODE");
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => resolve([]), patienceMs);
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
    clearTimeout(timer);
    await client.dispose();
  }
}
