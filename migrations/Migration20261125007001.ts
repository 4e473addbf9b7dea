import { Migration } from "@mikro-orm/migrations";

/** CM-32: an answer that was said, by telephone or in person, is a line of its own. */
export class Migration20261125007001 extends Migration {
  override up(): void {
    this.addSql(`alter table "complaint_entry" drop constraint "complaint_entry_kind_check"`);
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_kind_check" check ("kind" in ('CREATED', 'EDITED', 'ASSIGNED', 'STATUS_CHANGED', 'NOTE', 'MESSAGE_SENT', 'ANSWER_SPOKEN', 'MESSAGE_RECEIVED', 'PAUSED', 'RESUMED', 'ATTACHMENT_ADDED', 'ATTACHMENT_REMOVED', 'REMINDED', 'BREACHED', 'ESCALATED', 'RESOLVED', 'CLOSED', 'REOPENED', 'MERGED', 'SURVEY_SENT', 'SURVEY_ANSWERED', 'DEADLINE_CHANGED'))`,
    );
  }
}
