import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { TestServer } from "./test-server.ts";

export interface LiveClient<Item> {
  /** What has arrived so far. */
  readonly items: Item[];
  readonly errors: unknown[];
  /** Resolves when `count` items have arrived; rejects after ten seconds. */
  until(count: number): Promise<Item[]>;
  close(): Promise<void>;
}

/** One subscription over a real WebSocket. */
export function watch<Item>(
  server: TestServer,
  accessToken: string | undefined,
  query: string,
  variables: Record<string, unknown>,
): LiveClient<Item> {
  const items: Item[] = [];
  const errors: unknown[] = [];
  const client = createClient({
    url: `${server.url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken },
    retryAttempts: 0,
  });
  client.subscribe<Record<string, Item>>(
    { query, variables },
    {
      next: ({ data, errors: given }) => {
        if (given) errors.push(...given);
        if (data) items.push(...Object.values(data));
      },
      error: (error) => void (Array.isArray(error) ? errors.push(...error) : errors.push(error)),
      complete: () => undefined,
    },
  );
  return {
    items,
    errors,
    async until(count) {
      const end = Date.now() + 10_000;
      while (items.length < count) {
        if (Date.now() > end)
          throw new Error(`${items.length} of ${count} live items arrived; ${JSON.stringify(errors)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return items;
    },
    close: async () => client.dispose(),
  };
}
