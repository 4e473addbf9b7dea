import { Language, newId, sql, type Tx } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import { queueInvitations } from "./invitation.service.ts";
import { SurveyStatus } from "./survey.status.ts";
import { surveyToken, tokenHash } from "./survey.token.ts";

/** Something that asks a patient for an answer. */
export interface SurveyRequest {
  readonly stageInstanceId: string | null;
  readonly complaintId?: string;
  readonly journeyId: string | null;
  readonly encounterId: string | null;
  readonly journeyType: string | null;
  readonly stageCode: string | null;
  readonly stageNameAr: string | null;
  readonly stageNameEn: string | null;
  readonly hospitalId: string;
  readonly departmentId: string | null;
  readonly physicianId: string | null;
  readonly patientId: string;
  readonly surveyTemplateId: string;
  readonly occurredAt: Date;
  readonly isAutoSend: boolean;
}

/** A completed stage that asks for a survey. */
export interface StageSurveyRequest extends SurveyRequest {
  readonly stageInstanceId: string;
  readonly journeyId: string;
  readonly encounterId: string;
  readonly journeyType: string;
  readonly stageCode: string;
  readonly stageNameAr: string;
  readonly stageNameEn: string;
}

export interface StageSurvey {
  readonly stageInstanceId: string;
  readonly surveyInstanceId: string;
}

interface Circumstances {
  readonly versionId: string | null;
  readonly language: Language;
  readonly windowHours: number;
  readonly channel: Channel;
}

type NewSurvey = SurveyRequest &
  Circumstances & { id: string; status: SurveyStatus; reason: string | null; sendBefore: Date };

const hourMs = 3_600_000;

/**
 * SV-16: makes the surveys of completed stages and queues their invitations. Hot path: three statements and the queueing, whatever
 * the number of stages. A stage that has its survey already keeps it; the answer names it all the same.
 */
export async function createStageSurveys(tx: Tx, requests: readonly StageSurveyRequest[]): Promise<StageSurvey[]> {
  if (requests.length === 0) return [];
  const { surveys, created } = await makeSurveys(tx, requests);
  if (created.size === requests.length)
    return surveys.map(({ id }, i) => ({ stageInstanceId: requests[i]?.stageInstanceId ?? "", surveyInstanceId: id }));
  return sql<{ stageInstanceId: string; surveyInstanceId: string }>(
    tx.em,
    `select stage_instance_id as "stageInstanceId", id as "surveyInstanceId" from survey_instance where stage_instance_id = any($1)`,
    [requests.map((request) => request.stageInstanceId)],
  );
}

/** Decides, inserts and queues; `created` holds the ids of those that were not there yet. */
export async function makeSurveys(tx: Tx, requests: readonly SurveyRequest[]) {
  const circumstances = await loadCircumstances(tx, requests);
  const surveys = requests.map((request, i) => decide(tx, request, circumstances[i] as Circumstances));
  const created = await insertSurveys(tx, surveys);
  await queueInvitations(
    tx,
    surveys
      .filter((survey) => survey.status === SurveyStatus.QUEUED && created.has(survey.id))
      .map((survey) => ({ ...survey, surveyInstanceId: survey.id })),
  );
  return { surveys, created };
}

function decide(tx: Tx, request: SurveyRequest, given: Circumstances): NewSurvey {
  const sendBefore = new Date(request.occurredAt.getTime() + given.windowHours * hourMs);
  let status = request.isAutoSend ? SurveyStatus.QUEUED : SurveyStatus.PENDING;
  let reason: string | null = null;
  if (given.versionId === null) [status, reason] = [SurveyStatus.SUPPRESSED, "NOT_PUBLISHED"];
  // A replayed week must not wake patients up about visits they have forgotten.
  else if (request.isAutoSend && sendBefore <= tx.now)
    [status, reason] = [SurveyStatus.SUPPRESSED, "SENDING_WINDOW_PASSED"];
  return { ...request, ...given, id: newId(), status, reason, sendBefore };
}

/** In the order of the requests. */
async function loadCircumstances(tx: Tx, requests: readonly SurveyRequest[]): Promise<Circumstances[]> {
  const rows = await sql<Circumstances>(
    tx.em,
    `select t.current_version_id as "versionId", p.language, s.sending_window_hours as "windowHours", s.default_channel as channel
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as r(template_id, patient_id, hospital_id, position)
       join survey_template t on t.id = r.template_id
       join patient p on p.id = r.patient_id
       join hospital_settings s on s.hospital_id = r.hospital_id
      order by r.position`,
    [requests.map((r) => r.surveyTemplateId), requests.map((r) => r.patientId), requests.map((r) => r.hospitalId)],
  );
  if (rows.length !== requests.length)
    throw new Error("a survey names a template, patient or hospital that does not exist");
  return rows;
}

async function insertSurveys(tx: Tx, surveys: readonly NewSurvey[]): Promise<Set<string>> {
  const key = tx.kernel.config.SURVEY_TOKEN_KEY;
  const rows = await sql<{ id: string }>(
    tx.em,
    `insert into survey_instance (id, stage_instance_id, journey_id, encounter_id, journey_type, stage_code, stage_name_ar, stage_name_en,
            hospital_id, department_id, physician_id, patient_id, template_id, template_version_id, occurred_at, status, language, channel,
            suppression_reason, token_hash, complaint_id, created_at)
     select r.*, $22::timestamptz from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::uuid[], $15::timestamptz[], $16::text[], $17::text[],
            $18::text[], $19::text[], $20::bytea[], $21::uuid[]) as r
     on conflict (stage_instance_id) do nothing
     returning id`,
    [
      surveys.map((s) => s.id),
      surveys.map((s) => s.stageInstanceId),
      surveys.map((s) => s.journeyId),
      surveys.map((s) => s.encounterId),
      surveys.map((s) => s.journeyType),
      surveys.map((s) => s.stageCode),
      surveys.map((s) => s.stageNameAr),
      surveys.map((s) => s.stageNameEn),
      surveys.map((s) => s.hospitalId),
      surveys.map((s) => s.departmentId),
      surveys.map((s) => s.physicianId),
      surveys.map((s) => s.patientId),
      surveys.map((s) => s.surveyTemplateId),
      surveys.map((s) => s.versionId),
      surveys.map((s) => s.occurredAt),
      surveys.map((s) => s.status),
      surveys.map((s) => s.language),
      surveys.map((s) => s.channel),
      surveys.map((s) => s.reason),
      surveys.map((s) => Buffer.from(tokenHash(surveyToken(key, s.id)), "hex")),
      surveys.map((s) => s.complaintId ?? null),
      tx.now,
    ],
  );
  return new Set(rows.map((row) => row.id));
}
