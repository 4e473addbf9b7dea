import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSlaClockTick } from "../modules/sla/index.ts";
import { rebuildRollups } from "../modules/analytics/index.ts";
import { sql } from "../modules/core/index.ts";
import type { SurveyDefinition } from "../modules/surveys/index.ts";
import { answerFrom } from "../modules/surveys/answer-columns.ts";
import { runSurveyExpiryTick, runSurveyReminderTick } from "../modules/surveys/survey-ticks.ts";
import { scoreSurvey } from "../modules/surveys/survey.scoring.ts";
import { createTestKernel } from "../testing/test-kernel.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { demoApiKey, demoPassword, demoUsers } from "./group/users.ts";
import { NotInProduction, seedDemo, type SeedCounts } from "./seed-demo.ts";

let server: TestServer;
let counts: SeedCounts | null;

const rows = <Row extends object = Record<string, unknown>>(text: string, parameters: unknown[] = []) =>
  sql<Row>(server.kernel.orm.em.fork(), text, parameters);
const count = async (from: string) => (await rows<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n;

beforeAll(async () => {
  server = await startTestServer();
  server.kernel.time = new Date();
  counts = await seedDemo(server.kernel, { journeys: 400 });
}, 120_000);
afterAll(() => server.close());

describe("A13 demo data", () => {
  it("makes three hospitals with trees of departments, 60 physicians and the templates of F4.5", async () => {
    expect(await count("hospital")).toBe(3);
    expect(await count("physician")).toBe(60);
    expect(await count("department where parent_id is not null")).toBeGreaterThan(50);
    expect(await rows("select journey_type from journey_template where is_active order by 1")).toEqual(
      ["EMS", "INPATIENT", "OPD"].map((journey_type) => ({ journey_type })),
    );
    const opd = await rows(
      `select s.code, s.trigger_event_code as trigger from stage_template s join journey_template_version v on v.id = s.template_version_id
         join journey_template t on t.id = v.template_id where t.journey_type = 'OPD' order by s.position`,
    );
    expect(opd).toEqual([
      { code: "OPD_MD_CONSULT", trigger: "OPD_VISIT_COMPLETED" },
      { code: "LAB", trigger: "LAB_ORDER_COMPLETED" },
      { code: "RADIOLOGY", trigger: "RADIOLOGY_REPORT_FINALIZED" },
      { code: "PHARMACY", trigger: "PHARMACY_DISPENSED" },
    ]);
  });

  it("counts what it wrote", async () => {
    expect(counts).toEqual({
      patients: await count("patient"),
      journeys: await count("journey_instance"),
      surveys: await count("survey_instance"),
      answers: await count("survey_instance where status = 'ANSWERED'"),
      actions: await count("px_action"),
      complaints: await count("complaint"),
    });
    expect(counts?.journeys).toBeGreaterThan(350);
    expect(counts?.actions).toBeGreaterThan(10);
  });

  it("lets every role sign in", { timeout: 60_000 }, async () => {
    for (const { email, roles } of demoUsers) {
      const { data } = await server
        .client()
        .query<{ login: { accessToken: string | null } }>(
          "mutation ($input: LoginInput!) { login(input: $input) { accessToken } }",
          { input: { email, password: demoPassword } },
        );
      expect(data?.login.accessToken, `${email} (${roles[0]?.role})`).toBeTruthy();
    }
  });

  it("takes events with the demo's key", async () => {
    const response = await fetch(`${server.url}/api/integrations/events/`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": demoApiKey },
      body: JSON.stringify({
        source_system: "HIS",
        event_code: "OPD_CHECKED_IN",
        encounter_id: "E-1",
        patient_identifier: "MRN-1",
        hospital_code: "OLAYA",
      }),
    });
    expect(response.status).toBe(202);
    await rows("update inbound_event set status = 'IGNORED' where encounter_id = 'E-1'");
  });

  it("does nothing when there is a hospital, and refuses in production", async () => {
    expect(await seedDemo(server.kernel, { journeys: 5 })).toBeNull();
    const kernel = await createTestKernel();
    const production = { ...kernel, config: { ...kernel.config, NODE_ENV: "production" as const, isProduction: true } };
    await expect(seedDemo(production)).rejects.toBeInstanceOf(NotInProduction);
    expect(await sql(kernel.orm.em.fork(), "select 1 from hospital")).toEqual([]);
    await kernel.close();
  });
});

describe("its history is what the product would have written", () => {
  it("roll-ups equal the plain aggregates", async () => {
    const plain = await rows(
      `select count(sent_at)::int as sent, count(answered_at)::int as answered, round(sum(score)::numeric, 2)::float as score,
              count(*) filter (where is_negative)::int as negative from survey_instance`,
    );
    const totals = `select sum(sent_count)::int as sent, sum(answered_count)::int as answered, round(sum(score_sum)::numeric, 2)::float as score,
      sum(negative_count)::int as negative from survey_rollup where grain = 'DAY'`;
    expect(await rows(totals)).toEqual(plain);
    await server.kernel.tx(rebuildRollups);
    expect(await rows(totals)).toEqual(plain);
  });

  it("scores are those of the stored answers, and every negative one opened one action", async () => {
    const answered = await rows<{
      id: string;
      score: number | null;
      isNegative: boolean;
      threshold: number;
      definition: SurveyDefinition;
      actions: number;
    }>(
      `select s.id, s.score, s.is_negative as "isNegative", s.threshold, v.definition,
              (select count(*)::int from px_action a where a.source = 'STAGE_SURVEY' and a.source_id = s.id) as actions
         from survey_instance s join survey_template_version v on v.id = s.template_version_id where s.status = 'ANSWERED' and s.complaint_id is null`,
    );
    const responses = await rows<{
      surveyId: string;
      questionId: string;
      valueNumber: number | null;
      valueCodes: string[] | null;
      isNotApplicable: boolean;
    }>(
      `select survey_instance_id as "surveyId", question_id as "questionId", value_number as "valueNumber", value_codes as "valueCodes",
              is_not_applicable as "isNotApplicable" from survey_response`,
    );
    const bySurvey = Map.groupBy(responses, ({ surveyId }) => surveyId);
    for (const { id, score, isNegative, threshold, definition, actions } of answered) {
      const answers = Object.fromEntries(
        (bySurvey.get(id) ?? []).flatMap((response) => {
          const question = definition.questions.find((each) => each.id === response.questionId);
          return question ? [[question.id, answerFrom(question, { ...response, valueText: "…" })]] : [];
        }),
      );
      expect(scoreSurvey(definition, answers).score).toBe(score);
      expect(isNegative).toBe(score !== null && score < threshold);
      expect(actions).toBe(isNegative ? 1 : 0);
    }
  });

  it("nothing lies in the future, and nothing waits that a worker would have done", async () => {
    const late = `select max(at) <= $1 as ok from (select max(created_at) as at from journey_instance union all select max(created_at) from survey_instance
      union all select max(answered_at) from survey_instance union all select max(created_at) from notification_log union all select max(at) from px_action_log_entry
      union all select max(created_at) from live_feed_item union all select max(processed_at) from inbound_event) as t`;
    expect(await rows(late, [server.kernel.time])).toEqual([{ ok: true }]);
    expect(await count("notification where status <> 'SENT' and status <> 'SUPPRESSED'")).toBe(0);
    expect(await count("outbox_message")).toBe(0);
    const state = () =>
      rows(
        `select (select count(*)::int from sla_notice n join sla_clock k on k.id = n.clock_id join sla_case c on c.id = k.sla_case_id where c.kind = 'ACTION') as notices, (select count(*)::int from survey_instance where status = 'EXPIRED') as expired,
              (select count(*)::int from notification where related_type in ('PxAction', 'SurveyInstance')) as messages`,
      );
    const before = await state();
    await runSlaClockTick(server.kernel);
    await runSurveyExpiryTick(server.kernel);
    await runSurveyReminderTick(server.kernel);
    expect(await state()).toEqual(before);
  });

  it("actions stand where their history leaves them, closed ones with evidence and four eyes", async () => {
    const wrong = await count(
      `px_action a where a.status <> (select e.to_status from px_action_log_entry e where e.action_id = a.id and e.to_status is not null order by e.at desc limit 1)`,
    );
    expect(wrong).toBe(0);
    expect(
      await count(`px_action a where status = 'CLOSED' and (requested_by_id is null or approved_by_id is null or requested_by_id = approved_by_id
      or (is_evidence_required and not exists (select 1 from px_action_evidence e where e.action_id = a.id)))`),
    ).toBe(0);
    // PX-24: what is asked for or given has nothing open that is required; every tick stands in the history.
    expect(
      await count(`px_action_check c join px_action a on a.id = c.action_id
        where c.is_required and c.ticked_at is null and a.status in ('PENDING_APPROVAL', 'CLOSED')`),
    ).toBe(0);
    expect(await count("px_action_check where ticked_at is null")).toBeGreaterThan(0);
    expect(
      await count(`px_action_check c where ticked_at is not null and not exists (
        select 1 from px_action_log_entry l where l.check_id = c.id and l.actor_id = c.ticked_by_id and l.at = c.ticked_at)`),
    ).toBe(0);
  });

  it("leaves journeys under way and a feed of the last hours", async () => {
    expect(await count("journey_instance where status = 'ACTIVE'")).toBeGreaterThan(5);
    expect(await count("live_feed_item where at > now() - interval '3 hours'")).toBeGreaterThan(3);
    expect(
      await count(
        "stage_instance s join journey_instance j on j.id = s.journey_id where s.status = 'IN_PROGRESS' and j.status <> 'ACTIVE'",
      ),
    ).toBe(0);
  });
});
