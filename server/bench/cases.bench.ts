import { readFileSync } from "node:fs";
import { sql } from "../src/modules/core/index.ts";
import { buckets, bucketSpan, PxActionBucket } from "../src/modules/action-center/board.rules.ts";
import { fillLargeLists, firstPageOf, largeLists } from "../src/testing/large-lists.ts";
import type { Ratio } from "./intake.bench.ts";
import type { Setting } from "./setting.ts";
import { asPxAdmin, inTurns } from "./turns.ts";

const rows = 200_000;
const timeZone = "Asia/Riyadh";
const answered = `count(*) filter (where is_dissatisfied is not null) as answered, count(*) filter (where is_dissatisfied) as dissatisfied`;

/** With 200,000 complaints and as many actions: list, board and dashboard over the API against what they show as bare SQL (goal: 3 ×). */
export async function benchCases(setting: Setting): Promise<Record<string, Ratio>> {
  await fillLargeLists(setting.kernel, rows, ["complaint", "px_action"]);
  const server = await setting.server();
  try {
    const ask = await asPxAdmin(setting, server);
    const em = setting.kernel.orm.em.fork();
    const list = largeLists.find(({ name }) => name === "complaints");
    if (!list) throw new Error("complaints are no large list");
    return {
      "cases.list": await inTurns(
        () => ask(firstPageOf(list)),
        async () => {
          await sql(em, `select * from complaint order by ${list.orderBy} limit 26`);
          await sql(em, "select count(*) from complaint");
        },
      ),
      "cases.board": await inTurns(
        () => ask(board, { first: 20 }),
        async () => {
          for (const bucket of buckets) {
            const where = conditionOf(bucket);
            await sql(em, `select * from px_action where ${where} order by due_at, id limit 21`);
            await sql(em, `select count(*) from px_action where ${where}`);
          }
        },
      ),
      "cases.dashboard": await inTurns(
        () => ask(dashboard, { by: "DEPARTMENT", timeZone, settled: { receivedAt: { from: lastQuarter } } }),
        async () => {
          await sql(
            em,
            `select count(*), count(*) filter (where closed_at is null) as open, ${answered}, avg(resolution_score) from complaint`,
          );
          await sql(
            em,
            `select department_id, count(*), ${answered} from complaint group by 1 order by 2 desc limit 50`,
          );
          await sql(
            em,
            `select to_char(received_at at time zone '${timeZone}', 'YYYY-MM'), count(*), ${answered} from complaint group by 1 order by 1 desc limit 36`,
          );
        },
      ),
    };
  } finally {
    await server.stop();
  }
}

/** The documents of the console, as its pages send them; what a name shows is left out. */
const textOf = (path: string) => readFileSync(new URL(`../../client/src/${path}.graphql`, import.meta.url), "utf8");
const document = (feature: string, file: string) =>
  textOf(`features/${feature}/graphql/${file}`)
    .replaceAll(/\.\.\.(Hospital|Department|Physician|Category|User)Name/g, "nameEn nameAr")
    .split(/\n(?=query PxActionBoardMore)/)[0] ?? "";
const board =
  document("actions", "action-board") + (/fragment CaseMiss [^}]*}\n/.exec(textOf("entities/case/case"))?.[0] ?? "");
const dashboard = document("complaints", "satisfaction");

/** The days whose deadlines the page counts where the reader chose none. */
const lastQuarter = new Date(Date.now() - 90 * 86_400_000);

function conditionOf(bucket: PxActionBucket): string {
  if (bucket === PxActionBucket.PAUSED) return "closed_at is null and paused_at is not null";
  const { from, to } = bucketSpan(bucket, new Date(), timeZone);
  const due = [from && `due_at >= '${from.toISOString()}'`, to && `due_at < '${to.toISOString()}'`].filter(Boolean);
  return ["closed_at is null", "paused_at is null", ...due].join(" and ");
}
