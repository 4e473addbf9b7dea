import { modules } from "../app.ts";
import { startServer, type RunningServer } from "../http/start-server.ts";
import { testPassword } from "./factories.ts";
import { createTestKernel, type TestKernel } from "./test-kernel.ts";
import type { Config } from "../modules/core/index.ts";

export interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } & Record<string, unknown> }[];
}

/** One caller over real HTTP. */
export interface TestClient {
  readonly accessToken: string | undefined;
  query<Data = Record<string, never>>(document: string, variables?: object): Promise<GraphQLAnswer<Data>>;
}

export interface TestServer {
  readonly kernel: TestKernel;
  readonly url: string;
  client(accessToken?: string): TestClient;
  /** Signs a test user in (their password is `testPassword`). */
  signIn(email: string): Promise<TestClient>;
  close(): Promise<void>;
}

/** The whole server on a free port over a database of its own. */
export async function startTestServer(settings: Partial<Config> = {}): Promise<TestServer> {
  const kernel = await createTestKernel({ PORT: 0, ...settings });
  const server: RunningServer = await startServer(kernel, modules);
  const client = (accessToken?: string): TestClient => ({
    accessToken,
    async query(query, variables) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as never;
    },
  });
  return {
    kernel,
    url: server.url,
    client,
    async signIn(email) {
      const answer = await client().query<{ login: { accessToken?: string } }>(
        "mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }",
        { input: { email, password: testPassword } },
      );
      const token = answer.data?.login.accessToken;
      if (!token) throw new Error(`could not sign in: ${JSON.stringify(answer)}`);
      return client(token);
    },
    async close() {
      await server.stop();
      await kernel.close();
    },
  };
}
