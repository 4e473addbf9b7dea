import { sql } from "../src/modules/core/index.ts";
import { fillLargeLists, firstPageOf, largeLists } from "../src/testing/large-lists.ts";
import type { Ratio } from "./intake.bench.ts";
import type { Setting } from "./setting.ts";
import { asPxAdmin, inTurns } from "./turns.ts";

const rows = 100_000;

/** Lists whose tables stay small cost what a request costs, whatever the table: their ratio says nothing. */
const long = largeLists.filter(({ atMost }) => atMost === undefined);

/** The first page of each long list over the API, with its total, against the same rows and total as bare SQL (goal: 3 ×). */
export async function benchLists(setting: Setting): Promise<Record<string, Ratio>> {
  await fillLargeLists(setting.kernel, rows);
  const server = await setting.server();
  try {
    const ask = await asPxAdmin(setting, server);
    const em = setting.kernel.orm.em.fork();
    const results: Record<string, Ratio> = {};
    for (const list of long)
      results[`lists.${list.name}`] = await inTurns(
        () => ask(firstPageOf(list)),
        async () => {
          await sql(em, `select * from ${list.table} order by ${list.orderBy} limit 26`);
          await sql(em, `select count(*) from ${list.table}`);
        },
      );
    return results;
  } finally {
    await server.stop();
  }
}
