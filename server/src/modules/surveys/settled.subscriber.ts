import { sql, subscriber, type Tx } from "../core/index.ts";
import { notificationsSettled, type SettledNotification } from "../notifications/index.ts";
import { surveysSent } from "./survey.events.ts";

/** SV-16: what became of the messages. */
export const recordSettledInvitations = subscriber({
  name: "surveys.record-settled-invitations",
  event: notificationsSettled,
  async handle(tx, deliveries) {
    const outcomes = deliveries
      .flatMap((delivery) => delivery.payload.outcomes)
      .filter((outcome) => outcome.relatedType === "SurveyInstance");
    if (outcomes.length === 0) return;
    // In one order, so that two batches that name the same surveys cannot deadlock.
    await sql(tx.em, "select id from survey_instance where id = any($1) order by id for update", [
      outcomes.map((one) => one.relatedId),
    ]);
    const by = (purpose: SettledNotification["purpose"], isSent: boolean) =>
      latest(outcomes.filter((one) => one.purpose === purpose && (one.status === "SENT") === isSent));
    await recordSent(tx, by("SURVEY_INVITATION", true));
    await recordNotSent(tx, by("SURVEY_INVITATION", false));
    await recordReminders(tx, by("SURVEY_REMINDER", true));
  },
});

/** One outcome per survey: an update from a list that names a row twice would take either. */
function latest(outcomes: readonly SettledNotification[]): SettledNotification[] {
  return [...new Map(outcomes.map((outcome) => [outcome.relatedId, outcome])).values()];
}

const live = "('PENDING', 'QUEUED', 'SENT', 'OPENED', 'SUPPRESSED', 'FAILED')";
const sentStatus = "case when i.opened_at is null then 'SENT' else 'OPENED' end";

/** The link's days count from the message that went out last; `sent_at` stays that of the first. */
async function recordSent(tx: Tx, sent: readonly SettledNotification[]): Promise<void> {
  if (sent.length === 0) return;
  const rows = await sql<{ id: string; isFirst: boolean }>(
    tx.em,
    `update survey_instance i set
            sent_at = coalesce(i.sent_at, r.at),
            status = case when i.status in ${live} then ${sentStatus} else i.status end,
            suppression_reason = null,
            expires_at = r.at + make_interval(days => s.survey_valid_days),
            next_reminder_at = case when i.status in ${live} and i.reminders_sent < s.max_reminders
                                    then r.at + make_interval(hours => s.reminder_after_hours) end
       from unnest($1::uuid[], $2::timestamptz[]) as r(id, at), hospital_settings s
      where i.id = r.id and s.hospital_id = i.hospital_id
     returning i.id, old.sent_at is null as "isFirst"`,
    [sent.map((one) => one.relatedId), sent.map((one) => one.at)],
  );
  const surveyInstanceIds = rows.filter((row) => row.isFirst).map((row) => row.id);
  if (surveyInstanceIds.length > 0) tx.emit(surveysSent, { surveyInstanceIds });
}

/** A survey that was sent before stays so when the repetition fails; either way the reason is kept. */
async function recordNotSent(tx: Tx, outcomes: readonly SettledNotification[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql(
    tx.em,
    `update survey_instance i set status = case when i.sent_at is not null then ${sentStatus} else r.status end, suppression_reason = r.reason
       from unnest($1::uuid[], $2::text[], $3::text[]) as r(id, status, reason)
      where i.id = r.id and i.status = 'QUEUED'`,
    [
      outcomes.map((one) => one.relatedId),
      outcomes.map((one) => (one.status === "DEAD" ? "FAILED" : one.status)),
      outcomes.map((one) => one.reason ?? one.status),
    ],
  );
}

/** SV-20: counts a reminder when it went out, and sets the time of the next one while the hospital allows more. */
async function recordReminders(tx: Tx, sent: readonly SettledNotification[]): Promise<void> {
  if (sent.length === 0) return;
  await sql(
    tx.em,
    `update survey_instance i set
            reminders_sent = i.reminders_sent + 1,
            next_reminder_at = case when i.status in ('SENT', 'OPENED') and i.reminders_sent + 1 < s.max_reminders
                                    then r.at + make_interval(hours => s.reminder_after_hours) end
       from unnest($1::uuid[], $2::timestamptz[]) as r(id, at), hospital_settings s
      where i.id = r.id and s.hospital_id = i.hospital_id`,
    [sent.map((one) => one.relatedId), sent.map((one) => one.at)],
  );
}
