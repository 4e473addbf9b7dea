import { runSystemTx, sql, type Kernel, type Tx } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { queueInvitations, type Invitation } from "./invitation.service.ts";
import { surveyExpiryTick, surveyReminderTick } from "./survey.jobs.ts";

const batch = 500;

/** SV-19: a missed tick delays only this record: the page itself goes by the clock. What was half answered is dropped. */
export async function expireSurveys(tx: Tx): Promise<number> {
  const rows = await sql(
    tx.em,
    `update survey_instance set status = 'EXPIRED', next_reminder_at = null, draft_answers_sealed = null
      where id in (select id from survey_instance where status in ('SENT', 'OPENED') and expires_at <= $1
                    order by expires_at limit $2 for update skip locked)
      returning id`,
    [tx.now, batch],
  );
  return rows.length;
}

interface DueRow extends Omit<Invitation, "sendBefore"> {
  /** Still wanted under the settings of now. */
  readonly isWanted: boolean;
  /** Moved to a later time by them; as PostgreSQL writes it. */
  readonly laterAt: string | null;
  readonly endsAtMs: number;
}

/**
 * SV-20: the settings of the hospital are asked again when a reminder is due, so a change counts for surveys that are out already.
 * `next_reminder_at` is emptied while the message is on its way; its sending sets the next.
 */
export async function remindOfSurveys(tx: Tx): Promise<number> {
  const rows = await sql<DueRow>(
    tx.em,
    `select i.id as "surveyInstanceId", i.hospital_id as "hospitalId", i.patient_id as "patientId", s.default_channel as channel, i.language,
            i.stage_name_ar as "stageNameAr", i.stage_name_en as "stageNameEn",
            (extract(epoch from i.expires_at) * 1000)::float8 as "endsAtMs",
            i.status in ('SENT', 'OPENED') and i.reminders_sent < s.max_reminders and s.reminder_after_hours is not null
              and i.expires_at > $1 as "isWanted",
            case when i.reminders_sent = 0 and i.sent_at + make_interval(hours => s.reminder_after_hours) > $1
                 then i.sent_at + make_interval(hours => s.reminder_after_hours) end as "laterAt"
       from survey_instance i join hospital_settings s on s.hospital_id = i.hospital_id
      where i.next_reminder_at <= $1 order by i.next_reminder_at limit $2 for update of i skip locked`,
    [tx.now, batch],
  );
  if (rows.length === 0) return 0;
  await sql(
    tx.em,
    `update survey_instance i set next_reminder_at = r.at from unnest($1::uuid[], $2::timestamptz[]) as r(id, at) where i.id = r.id`,
    [rows.map((row) => row.surveyInstanceId), rows.map((row) => (row.isWanted ? row.laterAt : null))],
  );
  const due = rows.filter((row) => row.isWanted && row.laterAt === null);
  await queueInvitations(
    tx,
    due.map((row) => ({ ...row, sendBefore: new Date(row.endsAtMs) })),
    NotificationPurpose.SURVEY_REMINDER,
  );
  return rows.length;
}

/** Small transactions, one after the other, until nothing is due. */
async function untilNone(kernel: Kernel, label: string, work: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await runSystemTx(kernel, label, work)) === batch);
}

export const runSurveyExpiryTick = (kernel: Kernel): Promise<void> =>
  untilNone(kernel, surveyExpiryTick.name, expireSurveys);

export const runSurveyReminderTick = (kernel: Kernel): Promise<void> =>
  untilNone(kernel, surveyReminderTick.name, remindOfSurveys);
