import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { limits } from "../http/graphql-limits.ts";
import { Role } from "../modules/accounts/index.ts";
import { buildUser } from "../testing/factories.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

interface Told {
  readonly message: string;
  readonly extensions?: { readonly code?: string } & Record<string, unknown>;
}

/** Nested `{ hospital { … } }` by way of departments, as deep as wished. */
const deep = (depth: number) =>
  `{ departments { nodes ${"{ parent ".repeat(depth - 2)} { id } ${"} ".repeat(depth - 2)} } }`;
const repeated = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(" ");

/** Documents that break one limit each, and what the answer has to say. */
const excesses: Readonly<Record<string, { query: string; says: RegExp }>> = {
  depth: { query: deep(limits.depth + 3), says: /depth limit of 12/i },
  cost: {
    query: `{ departments(first: 100) { nodes { ${repeated(25, (n) => `a${n}: parent { id code nameEn nameAr parent { id code } }`)} } } }`,
    says: /cost limit of 20000/i,
  },
  aliases: {
    query: `{ ${repeated(limits.aliases + 2, (n) => `a${n}: viewer { permissions }`)} }`,
    says: /aliases limit of 30/i,
  },
  directives: {
    query: `{ viewer { ${repeated(limits.directives + 2, () => "__typename @include(if: true)")} } }`,
    says: /directives limit of 30/i,
  },
  tokens: { query: `{ ${"viewer { permissions } ".repeat(1_000)} }`, says: /token|tokens/i },
  "page size": { query: "{ departments(first: 101) { nodes { id } } }", says: /not valid/i },
};

describe("graphql.md, Limits", () => {
  let server: TestServer;
  let production: TestServer;
  let token: string;
  let productionToken: string;

  beforeAll(async () => {
    server = await startTestServer();
    production = await startTestServer({ isProduction: true });
    for (const each of [server, production])
      await each.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" }));
    token = String((await server.signIn("admin@t.test")).accessToken);
    productionToken = String((await production.signIn("admin@t.test")).accessToken);
  });
  afterAll(() => Promise.all([server.close(), production.close()]));

  const post = (body: string, headers: Record<string, string> = {}, at = server) =>
    fetch(`${at.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const ask = async (query: string, variables?: object, headers: Record<string, string> = {}, at = server) => {
    const response = await post(
      JSON.stringify({ query, variables }),
      { authorization: `Bearer ${at === server ? token : productionToken}`, ...headers },
      at,
    );
    return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: Told[] }) };
  };
  /** One query over a socket: errors, data, or the code that the socket was closed with. */
  const askSocket = async (query: string, variables?: Record<string, unknown>, language?: string, at = server) => {
    const accessToken = at === server ? token : productionToken;
    const told: { errors: Told[]; data?: unknown; closed?: number } = { errors: [] };
    const client = createClient({
      url: `${at.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { accessToken, language },
      retryAttempts: 0,
    });
    await new Promise<void>((resolve) => {
      client.subscribe(
        { query, variables },
        {
          next: (result) => {
            told.data = result.data;
            told.errors.push(...((result.errors ?? []) as Told[]));
          },
          error: (error) => {
            if (Array.isArray(error)) told.errors.push(...(error as Told[]));
            else told.closed = (error as { code?: number }).code ?? -1;
            resolve();
          },
          complete: () => resolve(),
        },
      );
    });
    await client.dispose();
    return told;
  };

  for (const [limit, { query, says }] of Object.entries(excesses)) {
    it(`${limit}: refused with a clear error over HTTP`, async () => {
      const { errors, data } = await ask(query);
      expect(data ?? null).toBeNull();
      expect(errors?.map((error) => error.message).join()).toMatch(says);
      expect(errors?.[0]?.extensions?.code).not.toBe("INTERNAL_SERVER_ERROR");
    });

    it(`${limit}: refused with a clear error on the socket, which stays open`, async () => {
      const { errors, data, closed } = await askSocket(query);
      expect({ data: data ?? null, closed }).toEqual({ data: null, closed: undefined });
      expect(errors.map((error) => error.message).join()).toMatch(says);
      expect(errors[0]?.extensions?.code).toMatch(/GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT/);
    });
  }

  it("what keeps within the limits is answered, on both", async () => {
    expect((await ask(deep(limits.depth - 1))).errors).toBeUndefined();
    expect(await askSocket(deep(limits.depth - 1))).toMatchObject({ errors: [], data: {} });
  });

  it("body size: 413 over HTTP, and a socket that sends too much is closed", async () => {
    const response = await post(JSON.stringify({ query: "{ __typename }", variables: { x: "x".repeat(1_100_000) } }));
    expect(response.status).toBe(413);
    expect(await response.text()).toContain("larger");
    // graphql-ws tells the console of every socket that breaks.
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect((await askSocket("{ __typename }", { x: "x".repeat(70_000) })).closed).toBe(1009);
    said.mockRestore();
  });

  it("malformed JSON and a body without a query: 400, no stack, nothing of the body", async () => {
    for (const body of ['{"query": "{ secretWord ', "[]", "{}", "null", '"secretWord"']) {
      const response = await post(body);
      const text = await response.text();
      expect({ body, status: response.status }).toEqual({ body, status: 400 });
      expect(text).not.toMatch(/secretWord|node_modules|\bat .*:\d+/);
    }
  });

  it("CSRF: a form's content type, a GET without a preflight header and a mutation by GET are refused", async () => {
    const mutation = "mutation { updateMyPreferences(input: { language: EN }) { userErrors { code } } }";
    const authorization = `Bearer ${token}`;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const response = await post(JSON.stringify({ query: mutation }), { "content-type": type, authorization });
      expect({ type, isRefused: response.status >= 400 && response.status < 500 }).toEqual({ type, isRefused: true });
    }
    const byGet = (headers: Record<string, string>, query: string) =>
      fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { authorization, ...headers } });
    expect((await byGet({}, "{ viewer { permissions } }")).status).toBe(400);
    expect((await byGet({ "apollo-require-preflight": "1" }, mutation)).status).toBe(405);
  });

  it("production: no introspection, no suggestions, no stack traces, on both", async () => {
    const introspection = "{ __schema { types { name } } }";
    expect((await ask(introspection)).errors).toBeUndefined();
    for (const query of [
      introspection,
      '{ __type(name: "Patient") { fields { name } } }',
      "{ viewr { permissions } }",
      "{ hospitals { nodes { nameEng } } }",
    ]) {
      const answers = [
        await ask(query, undefined, {}, production),
        await askSocket(query, undefined, undefined, production),
      ];
      for (const { data, errors = [] } of answers) {
        expect(data ?? null).toBeNull();
        expect(errors).not.toHaveLength(0);
        expect(JSON.stringify(errors)).not.toMatch(/Did you mean|stacktrace|node_modules|"viewer"|nameEn\b/);
      }
    }
  });

  it("F2.4: what was sent is not said back when it is refused", async () => {
    const secret = "0501234567-secret";
    const wrong: [string, object][] = [
      ["query ($n: Int) { hospitals(first: $n) { nodes { id } } }", { n: secret }],
      ["query ($f: PatientFilter) { patients(filter: $f) { nodes { id } } }", { f: { mobile: { number: secret } } }],
      ["query ($f: PatientFilter) { patients(filter: $f) { nodes { id } } }", { f: { mobile: "1", [secret]: 1 } }],
      ["query ($f: HospitalFilter) { hospitals(filter: $f) { nodes { id } } }", { f: secret }],
      ["query ($r: [Role!]) { users(filter: { role: $r }) { nodes { id } } }", { r: [secret] }],
      ["query ($t: DateTimeISO) { liveFeedItems(since: $t) { nodes { id } } }", { t: secret }],
      ["query ($id: ID!) { patient(id: $id) { id } }", { id: secret }],
      ["query ($a: String) { patients(after: $a) { nodes { id } } }", { a: secret }],
      [
        "mutation ($i: LoginInput!) { login(input: $i) { userErrors { code } } }",
        { i: { email: secret.repeat(30), password: secret } },
      ],
    ];
    for (const [query, variables] of wrong) {
      for (const answer of [
        await ask(query, variables),
        await askSocket(query, variables as Record<string, unknown>),
      ]) {
        expect({ query, text: JSON.stringify(answer.errors) }).not.toEqual({
          query,
          text: expect.stringContaining(secret),
        });
        expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(["BAD_USER_INPUT"]);
      }
    }
  });

  it("F1.8: refusals are in Arabic for who asks for it, on both", async () => {
    const arabic = /[\u0600-\u06ff]{3}/;
    const refused: [string, object?][] = [
      ["{ hospitals(first: 101) { nodes { id } } }"],
      ["{ hospitals(first: 1, last: 1) { nodes { id } } }"],
      ['{ patients(after: "x") { nodes { id } } }'],
      ["query ($id: ID!) { patient(id: $id) { id } }", { id: "x" }],
      ["query ($n: Int) { hospitals(first: $n) { nodes { id } } }", { n: "x" }],
      ['mutation { deletePatient(input: { id: "01890a5d-ac96-774b-bcce-b302099a8057" }) { userErrors { code } } }'],
    ];
    for (const [query, variables] of refused) {
      const answers = [
        await ask(query, variables, { "accept-language": "ar-SA,ar;q=0.9" }),
        await askSocket(query, variables as Record<string, unknown>, "ar"),
      ];
      for (const { errors } of answers)
        expect({ query, text: errors?.[0]?.message }).toEqual({ query, text: expect.stringMatching(arabic) });
    }
    const anonymous = await (
      await post(JSON.stringify({ query: "{ hospitals { totalCount } }" }), { "accept-language": "ar" })
    ).json();
    expect(anonymous).toMatchObject({
      errors: [{ message: expect.stringMatching(arabic), extensions: { code: "UNAUTHENTICATED" } }],
    });
  });
});
