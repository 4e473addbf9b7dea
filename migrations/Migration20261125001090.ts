import { Migration } from "@mikro-orm/migrations";

/** Notices of deadlines by e-mail; people's own quiet hours; which open cases follow another default calendar. */
export class Migration20261125001090 extends Migration {
  override up(): void {
    for (const table of ["message_template", "notification", "notification_log"]) {
      this.addSql(`alter table "${table}" drop constraint "${table}_purpose_check"`);
      this.addSql(`alter table "${table}" add constraint "${table}_purpose_check" check ("purpose" in (${purposes}))`);
    }
    this.addSql(`alter table "user_preference" add "quiet_from" text null, add "quiet_to" text null`);
    this.addSql(`alter table "sla_case" add "recompute_reason" text null`);
    this.addSql(
      `create index "sla_case_recompute" on "sla_case" ("id") where recompute_reason is not null and ended_at is null`,
    );
    this.addSql(`drop index "sla_notice_unroutable"`);
    this.addSql(
      `create index "sla_notice_unroutable" on "sla_notice" ("at", "id") where recipient_id is null and kind = 'ESCALATION' and told_at is null`,
    );
    this.addSql(texts);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

const purposes = `'SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED', 'FEEDBACK_ANSWER', 'DEADLINE_REMINDER', 'DEADLINE_BREACHED', 'DEADLINE_ESCALATED', 'DEADLINE_DIGEST'`;

const texts = `insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en) values
  ('DEADLINE_REMINDER', 'EMAIL', 'اقترب موعد استحقاق {reference}', '{reference} is due soon',
   E'اقترب موعد استحقاق {reference}.\\n{hospitalName}\\n\\n{link}', E'{reference} is due soon.\\n{hospitalName}\\n\\n{link}'),
  ('DEADLINE_BREACHED', 'EMAIL', 'تجاوز {reference} موعد استحقاقه', '{reference} is overdue',
   E'تجاوز {reference} موعد استحقاقه.\\n{hospitalName}\\n\\n{link}', E'{reference} is overdue.\\n{hospitalName}\\n\\n{link}'),
  ('DEADLINE_ESCALATED', 'EMAIL', 'صُعّد إليك {reference}', '{reference} was escalated to you',
   E'تجاوز {reference} موعد استحقاقه وصُعّد إليك (المستوى {level}).\\n{hospitalName}\\n\\n{link}',
   E'{reference} was escalated to you (level {level}).\\n{hospitalName}\\n\\n{link}'),
  ('DEADLINE_DIGEST', 'EMAIL', 'حالات تحتاج إلى انتباهك: {count}', '{count} cases need your attention',
   E'عدد الحالات المتأخرة أو القريبة من الاستحقاق أو المصعّدة إليك: {count}.\\n{hospitalName}\\n\\n{link}',
   E'{count} cases are overdue, due soon or were escalated to you.\\n{hospitalName}\\n\\n{link}')`;
