import { Migration } from "@mikro-orm/migrations";

/** SLA-25: one e-mail to whoever gets many cases at once. */
export class Migration20261125007002 extends Migration {
  override up(): void {
    for (const table of ["message_template", "notification", "notification_log"]) {
      this.addSql(`alter table "${table}" drop constraint "${table}_purpose_check"`);
      this.addSql(`alter table "${table}" add constraint "${table}_purpose_check" check ("purpose" in (${purposes}))`);
    }
    this.addSql(texts);
  }
}

const purposes = `'SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED', 'FEEDBACK_ANSWER', 'DEADLINE_REMINDER', 'DEADLINE_BREACHED', 'DEADLINE_ESCALATED', 'DEADLINE_DIGEST', 'CASES_ASSIGNED'`;

const texts = `insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en) values
  ('CASES_ASSIGNED', 'EMAIL', 'حالات أُسندت إليك: {count}', '{count} cases were assigned to you',
   E'عدد الحالات التي أُسندت إليك: {count}.\\n{hospitalName}\\n\\n{link}',
   E'{count} cases were assigned to you.\\n{hospitalName}\\n\\n{link}')`;
