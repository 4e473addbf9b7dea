import { sql } from "../src/modules/core/index.ts";
import { Role } from "../src/modules/accounts/index.ts";
import { buildUser, testPassword } from "../src/testing/factories.ts";
import { fillLargeLists, firstPageOf, largeLists } from "../src/testing/large-lists.ts";
import { ratioOf, type Ratio } from "./intake.bench.ts";
import type { Setting } from "./setting.ts";

const rows = 100_000;
const rounds = 40;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds (p50) of the first page of each list over the API, with its total, against the same rows and total as bare SQL (goal: 3 ×). */
export async function benchLists(setting: Setting): Promise<Record<string, Ratio>> {
  await fillLargeLists(setting.kernel, rows);
  const server = await setting.server();
  try {
    await setting.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "lists@t.test" }));
    const ask = async (query: string, token = "") => {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query }),
      });
      const answer = (await response.json()) as { data: Record<string, Record<string, string>>; errors?: unknown };
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    };
    const login = await ask(
      `mutation { login(input: { email: "lists@t.test", password: "${testPassword}" }) { accessToken } }`,
    );
    const token = login["login"]?.["accessToken"] ?? "";
    const em = setting.kernel.orm.em.fork();
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    const results: Record<string, Ratio> = {};
    for (const list of largeLists) {
      const ours = () => ask(firstPageOf(list), token);
      const bare = async () => {
        await sql(em, `select * from ${list.table} order by ${list.orderBy} limit 26`);
        await sql(em, `select count(*) from ${list.table}`);
      };
      const [times, floor]: [number[], number[]] = [[], []];
      // In turns, so that a busy moment of the machine meets both; the first ones only warm.
      for (let round = 0; round < rounds + 5; round++) {
        const pair = [await timed(ours), await timed(bare)] as const;
        if (round < 5) continue;
        times.push(pair[0]);
        floor.push(pair[1]);
      }
      results[`lists.${list.name}`] = ratioOf(median(times), median(floor));
    }
    return results;
  } finally {
    await server.stop();
  }
}
