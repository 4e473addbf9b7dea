import { failure, sql, type Tx } from "../core/index.ts";
import { cancelNotifications, moveNotifications } from "../notifications/index.ts";
import { queueInvitations, type Invitation } from "./invitation.service.ts";
import { isBlank } from "./survey.text.ts";
import { cancellable, resendable, SurveyStatus } from "./survey.status.ts";

interface SendableRow extends Omit<Invitation, "sendBefore"> {
  readonly status: SurveyStatus;
  readonly versionId: string | null;
  readonly windowHours: number;
}

/**
 * SV-16: a person sends surveys, or sends them again. Refused while a message waits, after the answer, and when nothing is published.
 * The sending window counts from now: somebody decided that it still makes sense.
 */
export async function sendSurveys(
  tx: Tx,
  surveyInstanceIds: readonly string[],
  options: { isResend: boolean },
): Promise<void> {
  const found = await sql<SendableRow>(
    tx.em,
    `select i.id as "surveyInstanceId", i.hospital_id as "hospitalId", i.patient_id as "patientId", i.language,
            i.stage_name_ar as "stageNameAr", i.stage_name_en as "stageNameEn", i.status,
            coalesce(i.template_version_id, t.current_version_id) as "versionId",
            s.default_channel as channel, s.sending_window_hours as "windowHours"
       from survey_instance i
       join survey_template t on t.id = i.template_id
       join hospital_settings s on s.hospital_id = i.hospital_id
      where i.id = any($1) order by i.id for update of i`,
    [surveyInstanceIds],
  );
  // What waits already needs no second message; asking for one by name is refused.
  const rows = options.isResend ? found : found.filter((row) => row.status !== SurveyStatus.QUEUED);
  for (const row of rows) assertSendable(row);
  await sql(
    tx.em,
    `update survey_instance i set status = 'QUEUED', suppression_reason = null, channel = r.channel, next_reminder_at = null,
            template_version_id = r.version_id
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as r(id, version_id, channel) where i.id = r.id`,
    [rows.map((row) => row.surveyInstanceId), rows.map((row) => row.versionId), rows.map((row) => row.channel)],
  );
  await queueInvitations(
    tx,
    rows.map((row) => ({ ...row, sendBefore: new Date(tx.now.getTime() + row.windowHours * 3_600_000) })),
  );
  for (const { surveyInstanceId: targetId, hospitalId, status } of rows) {
    const action = options.isResend ? "survey.resent" : "survey.sent";
    tx.audit({
      action,
      targetType: "SurveyInstance",
      targetId,
      hospitalId,
      before: { status },
      after: { status: "QUEUED" },
    });
  }
}

function assertSendable(row: SendableRow): void {
  if (row.status === SurveyStatus.QUEUED) {
    throw failure(
      "ALREADY_QUEUED",
      "A message about this survey is on its way already.",
      "توجد رسالة لهذه الاستبانة قيد الإرسال.",
      ["id"],
    );
  }
  if (!resendable.includes(row.status)) {
    throw failure("NOT_SENDABLE", "This survey was answered or cancelled.", "تمت الإجابة عن هذه الاستبانة أو أُلغيت.", [
      "id",
    ]);
  }
  if (row.versionId === null) {
    throw failure("NOT_PUBLISHED", "Publish the survey first.", "انشر الاستبانة أولًا.", ["id"]);
  }
}

/**
 * SV-17: withdraws what was not sent yet of journeys that end early, with their messages; also reminders of what was sent. A survey
 * whose first message is out stays answerable: the patient was asked.
 */
export async function cancelSurveys(tx: Tx, of: { journeyIds: readonly string[] }, reason: string): Promise<void> {
  const rows = await sql<{ id: string; isSent: boolean; status: SurveyStatus; hospitalId: string }>(
    tx.em,
    `select id, sent_at is not null as "isSent", status, hospital_id as "hospitalId" from survey_instance
      where journey_id = any($1) and status = any($2) order by id for update`,
    [of.journeyIds, cancellable],
  );
  if (rows.length === 0) return;
  await cancelNotifications(
    tx,
    "SurveyInstance",
    rows.map((row) => row.id),
    reason,
  );
  await sql(
    tx.em,
    `update survey_instance set next_reminder_at = null, status = case when opened_at is null then 'SENT' else 'OPENED' end
      where id = any($1)`,
    [rows.filter((row) => row.isSent).map((row) => row.id)],
  );
  await markCancelled(
    tx,
    rows.filter((row) => !row.isSent),
    reason,
  );
}

/** SV-17: a person withdraws one survey, also one that was sent: its link says so from then on. */
export async function cancelSurvey(tx: Tx, id: string, reason: string): Promise<void> {
  const why = reasonGiven(reason);
  const [row] = await sql<{ id: string; status: SurveyStatus; hospitalId: string }>(
    tx.em,
    `select id, status, hospital_id as "hospitalId" from survey_instance where id = $1 for update`,
    [id],
  );
  if (!row || !cancellable.includes(row.status)) {
    throw failure("NOT_CANCELLABLE", "This survey is finished already.", "هذه الاستبانة منتهية بالفعل.", ["id"]);
  }
  await cancelNotifications(tx, "SurveyInstance", [id], "SURVEY_CANCELLED");
  await markCancelled(tx, [row], why);
}

export function reasonGiven(reason: string): string {
  if (isBlank(reason)) throw failure("REQUIRED", "Please say why.", "يرجى ذكر السبب.", ["reason"]);
  return reason.trim();
}

async function markCancelled(
  tx: Tx,
  rows: readonly { id: string; status: SurveyStatus; hospitalId: string }[],
  reason: string,
): Promise<void> {
  if (rows.length === 0) return;
  await sql(
    tx.em,
    `update survey_instance set status = 'CANCELLED', cancel_reason = $2, next_reminder_at = null, draft_answers_sealed = null
      where id = any($1)`,
    [rows.map((row) => row.id), reason],
  );
  for (const { id: targetId, status, hospitalId } of rows) {
    const after = { status: SurveyStatus.CANCELLED };
    tx.audit({
      action: "survey.cancelled",
      targetType: "SurveyInstance",
      targetId,
      hospitalId,
      before: { status },
      after,
    });
  }
}

/** HIS merged two patients: surveys follow the one that stays; answers stay as they were given. */
export async function moveSurveys(tx: Tx, fromPatientId: string, intoPatientId: string): Promise<void> {
  await sql(tx.em, "update survey_instance set patient_id = $2 where patient_id = $1", [fromPatientId, intoPatientId]);
  await moveNotifications(tx, fromPatientId, intoPatientId);
}
