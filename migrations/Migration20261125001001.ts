import { Migration } from "@mikro-orm/migrations";

/** Inquiries and feedback with their timeline; the message that answers them. */
export class Migration20261125001001 extends Migration {
  override up(): void {
    this.addSql(`create sequence feedback_reference`);
    this.addSql(
      `create table "feedback" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "reference" text not null, "kind" text not null, "subject" text not null, "description_sealed" bytea not null, "hospital_id" uuid not null, "department_id" uuid null, "physician_id" uuid null, "patient_id" uuid null, "source" text not null, "contact_name_sealed" bytea null, "contact_mobile_sealed" bytea null, "contact_email_sealed" bytea null, "language" text not null default 'AR', "received_at" timestamptz not null, "registered_by_id" uuid null, "assignee_id" uuid null, "status" text not null default 'OPEN', "due_at" timestamptz null, "escalation_level" smallint not null default 0, "answered_at" timestamptz null, "answer_sealed" bytea null, "closed_at" timestamptz null, "complaint_id" uuid null, "client_mutation_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`alter table "feedback" add constraint "feedback_reference_unique" unique ("reference")`);
    this.addSql(
      `alter table "feedback" add constraint "feedback_client_mutation_id_unique" unique ("client_mutation_id")`,
    );
    this.addSql(`create index "feedback_patient_id_received_at_index" on "feedback" ("patient_id", "received_at")`);
    this.addSql(
      `create index "feedback_registered_by_id_received_at_id_index" on "feedback" ("registered_by_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "feedback_assignee_id_received_at_id_index" on "feedback" ("assignee_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "feedback_physician_id_received_at_id_index" on "feedback" ("physician_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "feedback_department_id_received_at_id_index" on "feedback" ("department_id", "received_at", "id")`,
    );
    this.addSql(
      `create index "feedback_hospital_id_received_at_id_index" on "feedback" ("hospital_id", "received_at", "id")`,
    );
    this.addSql(`create index "feedback_received_at_id_index" on "feedback" ("received_at", "id")`);
    this.addSql(`create index "feedback_kind_received_at_id_index" on "feedback" ("kind", "received_at", "id")`);
    this.addSql(
      `create index "feedback_search" on "feedback" using gin ("reference" gin_trgm_ops, "subject" gin_trgm_ops)`,
    );
    this.addSql(`create index "feedback_open_due" on "feedback" ("due_at", "id") where closed_at is null`);
    this.addSql(
      `create table "feedback_entry" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "feedback_id" uuid not null, "kind" text not null, "is_internal" boolean not null default true, "from_status" text null, "to_status" text null, "actor_id" uuid null, "actor_label" text not null, "assignee_id" uuid null, "text_sealed" bytea null, "changed_fields" text[] null, "escalation_level" smallint null, "at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "feedback_entry_assignee_id_index" on "feedback_entry" ("assignee_id")`);
    this.addSql(`create index "feedback_entry_actor_id_index" on "feedback_entry" ("actor_id")`);
    this.addSql(`create index "feedback_entry_feedback_id_at_index" on "feedback_entry" ("feedback_id", "at")`);
    this.addSql(`alter table "message_template" drop constraint "message_template_purpose_check"`);
    this.addSql(
      `alter table "message_template" add constraint "message_template_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED', 'FEEDBACK_ANSWER'))`,
    );
    this.addSql(`alter table "notification_log" drop constraint "notification_log_purpose_check"`);
    this.addSql(
      `alter table "notification_log" add constraint "notification_log_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED', 'FEEDBACK_ANSWER'))`,
    );
    this.addSql(`alter table "notification" drop constraint "notification_purpose_check"`);
    this.addSql(
      `alter table "notification" add constraint "notification_purpose_check" check ("purpose" in ('SURVEY_INVITATION', 'SURVEY_REMINDER', 'ACTION_ASSIGNED', 'ACTION_REMINDER', 'ACTION_ESCALATED', 'ACTION_APPROVAL_ASKED', 'ACCOUNT_INVITATION', 'ACCOUNT_PASSWORD_RESET', 'COMPLAINT_ASSIGNED', 'COMPLAINT_RECEIVED', 'COMPLAINT_MESSAGE', 'COMPLAINT_CLOSED', 'FEEDBACK_ANSWER'))`,
    );
    this.addSql(`alter table "user_notification" drop constraint "user_notification_kind_check"`);
    this.addSql(
      `alter table "user_notification" add constraint "user_notification_kind_check" check ("kind" in ('ASSIGNED', 'ESCALATED', 'APPROVAL_ASKED', 'MENTIONED', 'REMINDER', 'PRAISED'))`,
    );
    this.addSql(`alter table "user_notification_preference" drop constraint "user_notification_preference_kind_check"`);
    this.addSql(
      `alter table "user_notification_preference" add constraint "user_notification_preference_kind_check" check ("kind" in ('ASSIGNED', 'ESCALATED', 'APPROVAL_ASKED', 'MENTIONED', 'REMINDER', 'PRAISED'))`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_physician_id_foreign" foreign key ("physician_id") references "physician" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_registered_by_id_foreign" foreign key ("registered_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_kind_check" check ("kind" in ('INQUIRY', 'COMPLIMENT', 'SUGGESTION', 'COMMENT'))`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_source_check" check ("source" in ('CALL_CENTER', 'RECEPTION', 'EMAIL', 'WEBSITE', 'PX_CONNECT', 'SOCIAL', 'SURVEY', 'OTHER'))`,
    );
    this.addSql(`alter table "feedback" add constraint "feedback_language_check" check ("language" in ('AR', 'EN'))`);
    this.addSql(
      `alter table "feedback" add constraint "feedback_status_check" check ("status" in ('OPEN', 'IN_PROGRESS', 'CLOSED', 'CONVERTED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_feedback_id_foreign" foreign key ("feedback_id") references "feedback" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_kind_check" check ("kind" in ('CREATED', 'EDITED', 'ASSIGNED', 'STATUS_CHANGED', 'NOTE', 'ANSWERED', 'CLOSED', 'REOPENED', 'CONVERTED', 'CANCELLED', 'REMINDED', 'ESCALATED', 'DEADLINE_CHANGED'))`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_from_status_check" check ("from_status" in ('OPEN', 'IN_PROGRESS', 'CLOSED', 'CONVERTED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "feedback_entry" add constraint "feedback_entry_to_status_check" check ("to_status" in ('OPEN', 'IN_PROGRESS', 'CLOSED', 'CONVERTED', 'CANCELLED'))`,
    );
    this.addSql(`create trigger feedback_entry_append_only before update or delete on feedback_entry
      for each row execute function refuse_history_change()`);
    this.addSql(`insert into message_template (purpose, channel, subject_ar, subject_en, text_ar, text_en) values
      ('FEEDBACK_ANSWER', 'SMS', null, null, '{hospitalName} – {reference}: {message}', '{hospitalName} – {reference}: {message}'),
      ('FEEDBACK_ANSWER', 'WHATSAPP', null, null, '{hospitalName} – {reference}: {message}', '{hospitalName} – {reference}: {message}'),
      ('FEEDBACK_ANSWER', 'EMAIL', 'رد {hospitalName} على {reference}', 'Answer of {hospitalName} to {reference}', '{message}\n\n{hospitalName}\n{reference}', '{message}\n\n{hospitalName}\n{reference}')`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
