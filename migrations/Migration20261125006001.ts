import { Migration } from "@mikro-orm/migrations";

/** SLA-22: a missed target stands in the timeline of its case: which, and when it had been due. */
export class Migration20261125006001 extends Migration {
  override up(): void {
    this.addSql(`alter table "complaint_entry" add column "target" text null, add column "due_at" timestamptz null`);
    this.addSql(`alter table "complaint_entry" drop constraint "complaint_entry_kind_check"`);
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_kind_check" check ("kind" in ('CREATED', 'EDITED', 'ASSIGNED', 'STATUS_CHANGED', 'NOTE', 'MESSAGE_SENT', 'MESSAGE_RECEIVED', 'PAUSED', 'RESUMED', 'ATTACHMENT_ADDED', 'ATTACHMENT_REMOVED', 'REMINDED', 'BREACHED', 'ESCALATED', 'RESOLVED', 'CLOSED', 'REOPENED', 'MERGED', 'SURVEY_SENT', 'SURVEY_ANSWERED', 'DEADLINE_CHANGED'))`,
    );
    this.addSql(
      `alter table "complaint_entry" add constraint "complaint_entry_target_check" check ("target" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'RESOLVE'))`,
    );
    this.addSql(`alter table "feedback_entry" add column "target" text null, add column "due_at" timestamptz null`);
    this.addSql(`alter table "feedback_entry" drop constraint "feedback_entry_kind_check"`);
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_kind_check" check ("kind" in ('CREATED', 'EDITED', 'ASSIGNED', 'STATUS_CHANGED', 'NOTE', 'ANSWERED', 'CLOSED', 'REOPENED', 'CONVERTED', 'CANCELLED', 'REMINDED', 'BREACHED', 'ESCALATED', 'DEADLINE_CHANGED'))`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_target_check" check ("target" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'RESOLVE'))`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add column "target" text null, add column "due_at" timestamptz null`,
    );
    this.addSql(`alter table "px_action_log_entry" drop constraint "px_action_log_entry_kind_check"`);
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_kind_check" check ("kind" in ('CREATED', 'ASSIGNED', 'STATUS_CHANGED', 'APPROVAL_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED', 'NOTE', 'EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'BREACHED', 'ESCALATED', 'PAUSED', 'RESUMED', 'DEADLINE_CHANGED', 'CHECK_TICKED', 'CHECK_OPENED'))`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_target_check" check ("target" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'RESOLVE'))`,
    );
  }
}
