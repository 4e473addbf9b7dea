import { demoPassword, demoUser } from "../group/users.ts";

interface Reply<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** GraphQL as the demo's PX administrator, who may see personal links; signs in again when the access token has ended. */
export interface ConsoleClient {
  query<Data>(document: string, variables: object): Promise<Data>;
  /** As the patient: without a session. */
  anonymous<Data>(document: string, variables: object): Promise<Data>;
}

export class NoAccess extends Error {}

export function createConsoleClient(url: string, signal: AbortSignal): ConsoleClient {
  let token: string | null = null;

  async function call<Data>(document: string, variables: object, bearer: string | null): Promise<Reply<Data>> {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
    });
    return (await response.json()) as Reply<Data>;
  }

  function dataOf<Data>({ data, errors }: Reply<Data>): Data {
    if (data && !errors?.length) return data;
    throw new Error(errors?.map(({ message }) => message).join("; ") ?? "the server sent no answer");
  }

  async function signIn(): Promise<string> {
    const { login } = dataOf(
      await call<{ login: { accessToken: string | null } }>(
        "mutation ($input: LoginInput!) { login(input: $input) { accessToken } }",
        { input: { email: demoUser("px-admin"), password: demoPassword } },
        null,
      ),
    );
    if (!login.accessToken) throw new NoAccess(`${demoUser("px-admin")} can't sign in here.`);
    return login.accessToken;
  }

  return {
    async query(document, variables) {
      token ??= await signIn();
      const reply = await call<never>(document, variables, token);
      if (!reply.errors?.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED")) return dataOf(reply);
      token = await signIn();
      return dataOf(await call<never>(document, variables, token));
    },
    anonymous: async (document, variables) => dataOf(await call<never>(document, variables, null)),
  };
}
