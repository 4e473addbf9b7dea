import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital } from "../../testing/factories.ts";
import { buildSurveyInstance } from "../../testing/factories-surveys.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { sql } from "../core/index.ts";
import { SurveyStatus } from "../surveys/index.ts";
import { runRollupPrune } from "./analytics.ticks.ts";
import { addAnswered, addSent, keptHours, rebuildRollups } from "./survey-rollup.service.ts";

describe("roll-ups and feed", () => {
  let kernel: TestKernel;
  let ids: string[];

  beforeAll(async () => {
    kernel = await createTestKernel();
    ids = await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const made: string[] = [];
      for (const score of [10, 80, 100, null]) {
        const { survey } = await buildSurveyInstance(tx, { hospital, status: SurveyStatus.SENT, sentAt: tx.now });
        await tx.em.flush();
        await sql(
          tx.em,
          "update survey_instance set status = 'ANSWERED', answered_at = $2, score = $3::float8, is_negative = $3::float8 < 60 where id = $1",
          [survey.id, tx.now, score],
        );
        made.push(survey.id);
      }
      return made;
    });
  });
  afterAll(() => kernel.close());

  const rows = () => sql(kernel.orm.em.fork(), "select * from survey_rollup order by 1, 2, 3, 4, 5, 6, 7");

  it("AN-1, AN-2: kept batch by batch they say the same as computed anew, and the same as the surveys", async () => {
    await kernel.tx((tx) => addSent(tx, ids.slice(0, 2)));
    await kernel.tx((tx) => addSent(tx, ids.slice(2)));
    for (const id of ids) await kernel.tx((tx) => addAnswered(tx, [id]));
    const kept = await rows();
    expect(kept.find((row) => row["grain"] === "DAY")).toMatchObject({
      sent_count: 4,
      responded_count: 4,
      answered_count: 4,
      scored_count: 3,
      score_sum: 190,
      negative_count: 1,
    });
    await kernel.tx(rebuildRollups);
    expect(await rows()).toEqual(kept);
  });

  it("AN-9: drops hours and feed lines that no screen reads, and keeps days and what is recent", async () => {
    await kernel.tx((tx) =>
      sql(
        tx.em,
        "insert into live_feed_item (created_at, kind, at, hospital_id) select $1, 'SURVEY_SENT', $1, id from hospital",
        [tx.now],
      ),
    );
    const count = async (from: string) =>
      Number((await sql<{ n: string }>(kernel.orm.em.fork(), `select count(*) as n from ${from}`))[0]?.n);
    await runRollupPrune(kernel);
    expect([await count("survey_rollup where grain = 'HOUR'"), await count("live_feed_item")]).toEqual([1, 1]);
    kernel.time = new Date(Date.now() + (keptHours + 2) * 3_600_000);
    await runRollupPrune(kernel);
    expect([await count("survey_rollup where grain = 'HOUR'"), await count("live_feed_item")]).toEqual([0, 0]);
    expect(await count("survey_rollup where grain = 'DAY'")).toBe(1);
  });
});
