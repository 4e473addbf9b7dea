import { Migration } from "@mikro-orm/migrations";

/** Survey templates with their immutable versions, invitations, and answers partitioned by month. */
export class Migration20261123000400 extends Migration {
  override up(): void {
    this.addSql(
      `create table "survey_template" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "code" text not null, "name_ar" text not null, "name_en" text not null, "draft" jsonb not null, "current_version_id" uuid null, "negative_threshold" double precision null, primary key ("id"))`,
    );
    this.addSql(`create index "survey_template_current_version_id_index" on "survey_template" ("current_version_id")`);
    this.addSql(
      `create unique index "survey_template_group_code" on "survey_template" ("code") where hospital_id is null`,
    );
    this.addSql(
      `alter table "survey_template" add constraint "survey_template_hospital_id_code_unique" unique ("hospital_id", "code")`,
    );
    this.addSql(
      `create table "survey_template_version" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "template_id" uuid not null, "hospital_id" uuid null, "number" int not null, "published_at" timestamptz not null, "definition" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "survey_template_version_hospital_id_index" on "survey_template_version" ("hospital_id")`,
    );
    this.addSql(
      `alter table "survey_template_version" add constraint "survey_template_version_template_id_number_unique" unique ("template_id", "number")`,
    );
    this.addSql(
      `create table "survey_instance" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "hospital_id" uuid not null, "department_id" uuid null, "physician_id" uuid null, "patient_id" uuid not null, "template_id" uuid not null, "template_version_id" uuid null, "journey_id" uuid null, "stage_instance_id" uuid null, "encounter_id" text null, "journey_type" text null, "stage_code" text null, "stage_name_ar" text null, "stage_name_en" text null, "occurred_at" timestamptz null, "status" text not null, "language" text not null, "channel" text null, "token_hash" bytea not null, "sent_at" timestamptz null, "opened_at" timestamptz null, "answered_at" timestamptz null, "expires_at" timestamptz null, "next_reminder_at" timestamptz null, "reminders_sent" int not null default 0, "suppression_reason" text null, "cancel_reason" text null, "score" double precision null, "is_negative" boolean null, "threshold" double precision null, "threshold_source" text null, "has_comment" boolean not null default false, "draft_answers_sealed" bytea null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_stage_instance_id_unique" unique ("stage_instance_id")`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_token_hash_unique" unique ("token_hash")`,
    );
    this.addSql(
      `create index "survey_instance_to_remind" on "survey_instance" ("next_reminder_at") where next_reminder_at is not null`,
    );
    this.addSql(
      `create index "survey_instance_to_expire" on "survey_instance" ("expires_at") where status in ('SENT', 'OPENED')`,
    );
    this.addSql(`create index "survey_instance_negative" on "survey_instance" ("answered_at", "id") where is_negative`);
    this.addSql(
      `create index "survey_instance_answered" on "survey_instance" ("answered_at", "id") where answered_at is not null`,
    );
    this.addSql(`create index "survey_instance_sent" on "survey_instance" ("sent_at", "id") where sent_at is not null`);
    this.addSql(
      `create index "survey_instance_status_created_at_id_index" on "survey_instance" ("status", "created_at", "id")`,
    );
    this.addSql(
      `create index "survey_instance_stage_code_created_at_id_index" on "survey_instance" ("stage_code", "created_at", "id")`,
    );
    this.addSql(`create index "survey_instance_encounter_id_index" on "survey_instance" ("encounter_id")`);
    this.addSql(`create index "survey_instance_journey_id_index" on "survey_instance" ("journey_id")`);
    this.addSql(
      `create index "survey_instance_template_version_id_index" on "survey_instance" ("template_version_id")`,
    );
    this.addSql(
      `create index "survey_instance_template_id_created_at_id_index" on "survey_instance" ("template_id", "created_at", "id")`,
    );
    this.addSql(`create index "survey_instance_patient_id_index" on "survey_instance" ("patient_id")`);
    this.addSql(
      `create index "survey_instance_physician_id_created_at_id_index" on "survey_instance" ("physician_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "survey_instance_department_id_created_at_id_index" on "survey_instance" ("department_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "survey_instance_hospital_id_created_at_id_index" on "survey_instance" ("hospital_id", "created_at", "id")`,
    );
    this.addSql(`create index "survey_instance_created_at_id_index" on "survey_instance" ("created_at", "id")`);
    this.addSql(
      `create table "survey_response" ("id" uuid not null, "answered_at" timestamptz not null, "survey_instance_id" uuid not null, "hospital_id" uuid not null, "department_id" uuid null, "physician_id" uuid null, "question_id" text not null, "question_code" text not null, "question_type" text not null, "section_code" text null, "value_number" double precision null, "value_codes" text[] null, "value_text_sealed" bytea null, "is_not_applicable" boolean not null default false, "score" double precision null, primary key ("id", "answered_at")) partition by range ("answered_at")`,
    );
    this.addSql(
      `create index "survey_response_hospital_id_question_code_answered_at_index" on "survey_response" ("hospital_id", "question_code", "answered_at")`,
    );
    this.addSql(`create index "survey_response_survey_instance_id_index" on "survey_response" ("survey_instance_id")`);
    this.addSql(
      `alter table "survey_template" add constraint "survey_template_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_template" add constraint "survey_template_current_version_id_foreign" foreign key ("current_version_id") references "survey_template_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_template_version" add constraint "survey_template_version_template_id_foreign" foreign key ("template_id") references "survey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_template_version" add constraint "survey_template_version_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_physician_id_foreign" foreign key ("physician_id") references "physician" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_template_id_foreign" foreign key ("template_id") references "survey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_template_version_id_foreign" foreign key ("template_version_id") references "survey_template_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_status_check" check ("status" in ('PENDING', 'QUEUED', 'SENT', 'OPENED', 'ANSWERED', 'EXPIRED', 'CANCELLED', 'SUPPRESSED', 'FAILED'))`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_language_check" check ("language" in ('AR', 'EN'))`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_channel_check" check ("channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "survey_instance" add constraint "survey_instance_threshold_source_check" check ("threshold_source" in ('TEMPLATE', 'HOSPITAL'))`,
    );
    this.addSql(
      `alter table "survey_response" add constraint "survey_response_survey_instance_id_foreign" foreign key ("survey_instance_id") references "survey_instance" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "survey_response" add constraint "survey_response_question_type_check" check ("question_type" in ('RATING', 'SMILEY', 'NPS', 'LIKERT', 'YES_NO', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'TEXT'))`,
    );
    this.addSql(publishedStays);
    this.addSql(`select ensure_month_partitions('survey_response', now()::date, (now() + interval '2 months')::date)`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** SV-1: what was published is what patients were asked; nobody may rewrite it. */
const publishedStays = `
create function refuse_change_of_published() returns trigger language plpgsql as $$
begin
  raise exception 'a published survey version cannot be changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger survey_template_version_stays before update or delete on survey_template_version
  for each row execute function refuse_change_of_published();
create trigger survey_template_version_no_truncate before truncate on survey_template_version
  for each statement execute function refuse_change_of_published()`;
