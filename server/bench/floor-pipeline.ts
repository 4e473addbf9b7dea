import { randomBytes } from "node:crypto";
import pg from "pg";

interface Journey {
  readonly journeyId: string;
  readonly stageId: string;
  readonly hospitalId: string;
  readonly patientId: string;
  readonly surveyTemplateId: string;
  readonly versionId: string;
  readonly encounterId: string;
  readonly stageCode: string;
}

/**
 * The floor of the pipeline: for each event the bare statements that have the same effects (event settled, stage completed, journey
 * advanced, audit entry, survey, notification, its log entry, both marked as sent), prepared, one after the other, in transactions of
 * `perTransaction` events. No rules, no encryption, no checks. Returns events per second.
 */
export async function runFloorPipeline(
  databaseUrl: string,
  from: number,
  count: number,
  perTransaction: number,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: journeys } = await client.query<Journey>(
      `select j.id as "journeyId", s.id as "stageId", j.hospital_id as "hospitalId", j.patient_id as "patientId",
              t.survey_template_id as "surveyTemplateId", v.current_version_id as "versionId", j.encounter_id as "encounterId", s.code as "stageCode"
         from journey_instance j join stage_instance s on s.journey_id = j.id join stage_template t on t.id = s.stage_template_id
         join survey_template v on v.id = t.survey_template_id
        where t.trigger_event_code = 'LAB_ORDER_COMPLETED' and j.encounter_id like 'P-%' and s.status <> 'COMPLETED'
        order by j.started_at, j.id limit $1`,
      [count],
    );
    await client.query(
      `insert into inbound_event (id, received_at, source_system, event_code, encounter_id, hospital_id, occurred_at, status, available_at)
       select j.id, now(), 'BENCH', 'LAB_ORDER_COMPLETED', j.encounter_id, j.hospital_id, now(), 'PROCESSED', now()
         from unnest($1::uuid[]) as i join journey_instance j on j.id = i`,
      [journeys.map((journey) => journey.journeyId)],
    );
    if (journeys.length < count)
      throw new Error(`only ${journeys.length} journeys are left for the floor (from ${from})`);
    const start = performance.now();
    for (let at = 0; at < count; at += perTransaction) {
      await client.query("begin");
      for (const journey of journeys.slice(at, at + perTransaction)) await oneEvent(client, journey);
      await client.query("commit");
    }
    return count / ((performance.now() - start) / 1000);
  } finally {
    await client.end();
  }
}

async function oneEvent(client: pg.Client, journey: Journey): Promise<void> {
  const run = async (name: string, text: string, values: unknown[]) =>
    (await client.query({ name, text, values })).rows[0] as { id: string };
  await run("event", "select id, status from inbound_event where id = $1 for update", [journey.journeyId]);
  await run(
    "journey",
    "select id, status, department_ids from journey_instance where hospital_id = $1 and encounter_id = $2 for update",
    [journey.hospitalId, journey.encounterId],
  );
  await run("stage", "update stage_instance set status = 'COMPLETED', completed_at = now() where id = $1", [
    journey.stageId,
  ]);
  await run(
    "advance",
    "update journey_instance set completed_stage_count = completed_stage_count + 1, last_event_at = now(), version = version + 1 where id = $1",
    [journey.journeyId],
  );
  await run(
    "audit",
    `insert into audit_event (id, created_at, actor_kind, actor_label, action, target_type, target_id, hospital_id, after)
     values (uuidv7(), now(), 'SYSTEM', 'bench', 'stage.completed', 'JourneyInstance', $1, $2, '{"stage":"LAB"}')`,
    [journey.journeyId, journey.hospitalId],
  );
  const survey = await run(
    "survey",
    `insert into survey_instance (hospital_id, patient_id, template_id, template_version_id, journey_id, stage_instance_id, encounter_id,
                                  journey_type, stage_code, stage_name_ar, stage_name_en, occurred_at, status, language, channel, token_hash)
     values ($1, $2, $3, $4, $5, $6, $7, 'OPD', $8, 'مرحلة', 'Stage', now(), 'QUEUED', 'AR', 'SMS', $9) returning id`,
    [
      journey.hospitalId,
      journey.patientId,
      journey.surveyTemplateId,
      journey.versionId,
      journey.journeyId,
      journey.stageId,
      journey.encounterId,
      journey.stageCode,
      randomBytes(32),
    ],
  );
  const notification = await run(
    "notification",
    `insert into notification (hospital_id, purpose, channel, patient_id, related_type, related_id, language, data_sealed, available_at)
     values ($1, 'SURVEY_INVITATION', 'SMS', $2, 'SurveyInstance', $3, 'AR', $4, now()) returning id`,
    [journey.hospitalId, journey.patientId, survey.id, randomBytes(160)],
  );
  await run(
    "settle",
    "update inbound_event set status = 'PROCESSED', processed_at = now(), journey_id = $1 where id = $1",
    [journey.journeyId],
  );
  await run(
    "log",
    `insert into notification_log (id, created_at, notification_id, hospital_id, purpose, channel, backend, attempt, status, recipient_masked,
                                   language, body_sealed, segments, related_type, related_id, patient_id)
     values (uuidv7(), now(), $1, $2, 'SURVEY_INVITATION', 'SMS', 'CONSOLE', 1, 'SENT', '•••', 'AR', $3, 2, 'SurveyInstance', $4, $5)`,
    [notification.id, journey.hospitalId, randomBytes(220), survey.id, journey.patientId],
  );
  await run("sent", "update notification set status = 'SENT', settled_at = now(), attempts = 1 where id = $1", [
    notification.id,
  ]);
  await run(
    "invited",
    "update survey_instance set status = 'SENT', sent_at = now(), expires_at = now() + interval '7 days' where id = $1",
    [survey.id],
  );
}
