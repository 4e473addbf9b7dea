import { sql } from "../src/modules/core/index.ts";
import { Role } from "../src/modules/accounts/index.ts";
import { rebuildRollups } from "../src/modules/analytics/index.ts";
import { buildUser, testPassword } from "../src/testing/factories.ts";
import { ratioOf, type Ratio } from "./intake.bench.ts";
import type { Setting } from "./setting.ts";

const surveys = 1_000_000;
const responsesEach = 5;
const rounds = 60;
const plainRounds = 5;

const document = `{ commandCenter { asOf
  kpis { key value previousValue sparkline state n } satisfactionByStage { stageCode mean n negativeCount ciLow ciHigh }
  trend { date mean n negativeCount sentCount answeredCount } departments { department { nameEn } mean n ciLow ciHigh isRanked }
  journeyLane { stageCode waitingCount } feedHealth { sourceSystem isSilent } } }`;

/** What the same screen costs without roll-ups: its aggregates over surveys and answers of the last 30 days, one after the other. */
const plainQueries = [
  `select count(*) filter (where sent_at >= $1), count(*) filter (where answered_at >= $1), avg(score) filter (where answered_at >= $1),
          count(*) filter (where is_negative and answered_at >= now() - interval '7 days') from survey_instance`,
  `select stage_code, avg(r.score), count(*) from survey_response r join survey_instance s on s.id = r.survey_instance_id
    where r.answered_at >= $1 group by 1`,
  `select date_trunc('day', answered_at, 'Asia/Riyadh'), avg(score), count(*) from survey_instance where answered_at >= $1 group by 1`,
  `select department_id, avg(score), stddev_samp(score), count(*) from survey_instance where answered_at >= $1 group by 1`,
];

export interface CommandCenterResult extends Ratio {
  readonly p50: number;
  readonly p99: number;
  readonly plainP50: number;
}

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Milliseconds of the whole command centre over HTTP on a million surveys with five answers each, against the plain aggregates (goal: 20 ×). */
export async function benchCommandCenter(setting: Setting): Promise<CommandCenterResult> {
  await fill(setting);
  const server = await setting.server();
  try {
    await setting.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "bench@t.test" }));
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
      `mutation { login(input: { email: "bench@t.test", password: "${testPassword}" }) { accessToken } }`,
    );
    const token = login["login"]?.["accessToken"] ?? "";
    const timed = async (work: () => Promise<unknown>, times: number) => {
      const all: number[] = [];
      for (let round = 0; round < times; round++) {
        const start = performance.now();
        await work();
        all.push(performance.now() - start);
      }
      return all;
    };
    await timed(() => ask(document, token), 10);
    const ours = await timed(() => ask(document, token), rounds);
    const since = new Date(Date.now() - 30 * 86_400_000);
    const plain = await timed(async () => {
      for (const query of plainQueries)
        await sql(setting.kernel.orm.em.fork(), query, query.includes("$1") ? [since] : []);
    }, plainRounds);
    const [p50, plainP50] = [percentile(ours, 0.5), percentile(plain, 0.5)];
    // For times, “how many times faster”: the floor's time over ours.
    return {
      ...ratioOf(p50, plainP50),
      ratio: Math.round((plainP50 / p50) * 10) / 10,
      p50: Math.round(p50 * 10) / 10,
      p99: Math.round(percentile(ours, 0.99) * 10) / 10,
      plainP50: Math.round(plainP50),
    };
  } finally {
    await server.stop();
  }
}

/** A million surveys over 90 days and five answers each, by SQL; the foreign keys are not asked, the indexes are kept. */
async function fill(setting: Setting): Promise<void> {
  await setting.kernel.tx(async (tx) => {
    await sql(tx.em, "set local session_replication_role = replica");
    await sql(
      tx.em,
      "select ensure_month_partitions('survey_response', (now() - interval '100 days')::date, now()::date)",
    );
    await sql(
      tx.em,
      `with place as (select row_number() over () - 1 as nr, id, hospital_id from department),
            many as (select count(*) as departments from place),
            people as (select (array_agg(id))[1] as patient from patient),
            template as (select t.id, t.current_version_id as version from survey_template t where t.current_version_id is not null limit 1)
       insert into survey_instance (id, created_at, hospital_id, department_id, patient_id, template_id, template_version_id, journey_type, stage_code,
                                    stage_name_ar, stage_name_en, status, language, token_hash, sent_at, answered_at, score, is_negative, threshold)
       select uuidv7(), moment, p.hospital_id, p.id, people.patient, template.id, template.version,
              (array['OPD','OPD','OPD','INPATIENT','EMS'])[1 + n % 5], 'STAGE_' || n % 4, 'مرحلة', 'Stage',
              case when n % 3 = 0 then 'ANSWERED' else 'SENT' end, 'AR', decode(md5('centre ' || n), 'hex'), moment,
              case when n % 3 = 0 then moment + interval '2 hours' end, case when n % 3 = 0 then n * 7 % 101 end,
              case when n % 3 = 0 then n * 7 % 101 < 60 end, 60
         from generate_series(1, $1::int) as g(n)
         cross join lateral (select now() - (n * 90.0 / $1) * interval '1 day' as moment) as m
         cross join many cross join people cross join template join place p on p.nr = g.n % many.departments`,
      [surveys],
    );
    await sql(
      tx.em,
      `insert into survey_response (id, answered_at, survey_instance_id, hospital_id, department_id, question_id, question_code, question_type, value_number, score)
       select uuidv7(), coalesce(s.answered_at, s.sent_at), s.id, s.hospital_id, s.department_id, 'q' || q, 'Q' || q, 'RATING', 1 + q % 5, s.score
         from survey_instance s cross join generate_series(1, $1::int) as q where s.stage_name_en = 'Stage'`,
      [responsesEach],
    );
    await rebuildRollups(tx);
  });
  await sql(setting.kernel.orm.em.fork(), "analyze");
}
