import { sql, type TickContract, type Tx } from "../core/index.ts";
import { nobody } from "./survey-rollup.entity.ts";

/** Hours serve the 24 h and 7 d tiles and their comparison with the week before; older ones are dropped. */
export const keptHours = 16 * 24;

export const rollupPruneTick: TickContract = { kind: "tick", name: "rollup-prune", everySeconds: 3_600 };

/** $1: the reporting zone. Rows for both grains from moments named `at`. */
const dimensions = `s.hospital_id, coalesce(s.department_id, '${nobody}'::uuid), coalesce(s.physician_id, '${nobody}'::uuid),
  coalesce(s.journey_type, ''), coalesce(s.stage_code, '')`;

const bucketOf = (moment: string) =>
  `case g.grain when 'DAY' then date_trunc('day', ${moment}, $1) else date_trunc('hour', ${moment}) end`;

const keys = "(grain, bucket, hospital_id, department_id, physician_id, journey_type, stage_code";

/** Rows are written in key order: two workers that add to the same buckets wait for each other instead of deadlocking. */
function addition(moment: string, sums: Record<string, string>, where: string): string {
  const columns = Object.keys(sums);
  return `insert into survey_rollup ${keys}, ${columns.join(", ")})
    select g.grain, ${bucketOf(moment)}, ${dimensions}, ${Object.values(sums).join(", ")}
      from survey_instance s cross join (values ('DAY'), ('HOUR')) as g(grain)
     where ${where} and ${moment} is not null
     group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict ${keys}) do update set ${columns.map((c) => `${c} = survey_rollup.${c} + excluded.${c}`).join(", ")}`;
}

const sentSums = { sent_count: "count(*)" };
const respondedSums = { responded_count: "count(*)" };
const answeredSums = {
  answered_count: "count(*)",
  scored_count: "count(s.score)",
  score_sum: "coalesce(sum(s.score), 0)",
  score_square_sum: "coalesce(sum(s.score * s.score), 0)",
  negative_count: "count(*) filter (where s.is_negative)",
};

/** AN-1: adds surveys that were sent. Exactly once, because it commits with the delivery of the event. */
export async function addSent(tx: Tx, surveyIds: readonly string[]): Promise<void> {
  await sql(tx.em, addition("s.sent_at", sentSums, "s.id = any($2)"), [
    tx.kernel.config.REPORTING_TIME_ZONE,
    surveyIds,
  ]);
}

export async function addAnswered(tx: Tx, surveyIds: readonly string[]): Promise<void> {
  const parameters = [tx.kernel.config.REPORTING_TIME_ZONE, surveyIds];
  await sql(tx.em, addition("s.answered_at", answeredSums, "s.id = any($2)"), parameters);
  await sql(tx.em, addition("s.sent_at", respondedSums, "s.id = any($2) and s.answered_at is not null"), parameters);
}

/** AN-2: computes all roll-ups anew from the surveys: after a restore, or when history was brought in from outside. */
export async function rebuildRollups(tx: Tx): Promise<void> {
  const parameters = [tx.kernel.config.REPORTING_TIME_ZONE];
  await sql(tx.em, "truncate survey_rollup");
  await sql(tx.em, addition("s.sent_at", sentSums, "true"), parameters);
  await sql(tx.em, addition("s.answered_at", answeredSums, "true"), parameters);
  await sql(tx.em, addition("s.sent_at", respondedSums, "s.answered_at is not null"), parameters);
  await pruneHours(tx);
  tx.audit({ action: "rollups.rebuilt", targetType: "SurveyRollup" });
}

export async function pruneHours(tx: Tx): Promise<void> {
  await sql(tx.em, "delete from survey_rollup where grain = 'HOUR' and bucket < $1", [
    new Date(tx.now.getTime() - keptHours * 3_600_000),
  ]);
}
