import { Role } from "../src/modules/accounts/index.ts";
import { buildUser, testPassword } from "../src/testing/factories.ts";
import { ratioOf, type Ratio } from "./intake.bench.ts";
import type { RunningProcess, Setting } from "./setting.ts";

const rounds = 40;
const warming = 5;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds (p50) of ours and of the floor, in turns, so that a busy moment of the machine meets both; the first rounds only warm. */
export async function inTurns(ours: () => Promise<unknown>, floor: () => Promise<unknown>): Promise<Ratio> {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round < warming + rounds; round++) pairs.push([await timed(ours), await timed(floor)]);
  const counted = pairs.slice(warming);
  return ratioOf(median(counted.map(([time]) => time)), median(counted.map(([, time]) => time)));
}

/** Asks the API as a PX admin of the whole group; throws what GraphQL reports. */
export async function asPxAdmin(
  setting: Setting,
  server: RunningProcess,
): Promise<(query: string, variables?: object) => Promise<unknown>> {
  const email = "bench-admin@t.test";
  await setting.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email }));
  const ask = async (query: string, variables?: object, token?: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const login = await ask(
    "mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }",
    { input: { email, password: testPassword } },
  );
  const token = (login as { login: { accessToken: string } }).login.accessToken;
  return (query, variables) => ask(query, variables, token);
}
