import { Migration } from "@mikro-orm/migrations";

/** Journey templates with their immutable versions, journeys and their stages. */
export class Migration20261123000500 extends Migration {
  override up(): void {
    this.addSql(
      `create table "journey_template" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "code" text not null, "name_ar" text not null, "name_en" text not null, "journey_type" text not null, "is_active" boolean not null default false, "current_version_id" uuid null, primary key ("id"))`,
    );
    this.addSql(
      `create index "journey_template_current_version_id_index" on "journey_template" ("current_version_id")`,
    );
    this.addSql(
      `create unique index "journey_template_group_active" on "journey_template" ("journey_type") where is_active and hospital_id is null`,
    );
    this.addSql(
      `create unique index "journey_template_active" on "journey_template" ("hospital_id", "journey_type") where is_active`,
    );
    this.addSql(
      `create unique index "journey_template_group_code" on "journey_template" ("code") where hospital_id is null`,
    );
    this.addSql(
      `alter table "journey_template" add constraint "journey_template_hospital_id_code_unique" unique ("hospital_id", "code")`,
    );
    this.addSql(
      `create table "journey_template_version" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "template_id" uuid not null, "hospital_id" uuid null, "number" int not null, "published_at" timestamptz not null, "opening_event_codes" text[] not null, "closing_event_codes" text[] not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "journey_template_version_hospital_id_index" on "journey_template_version" ("hospital_id")`,
    );
    this.addSql(
      `alter table "journey_template_version" add constraint "journey_template_version_template_id_number_unique" unique ("template_id", "number")`,
    );
    this.addSql(
      `create table "journey_instance" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "encounter_id" text not null, "journey_type" text not null, "status" text not null, "patient_id" uuid null, "template_id" uuid not null, "template_version_id" uuid not null, "department_id" uuid null, "department_ids" uuid[] not null default '{}', "physician_ids" uuid[] not null default '{}', "started_at" timestamptz not null, "closed_at" timestamptz null, "last_event_at" timestamptz not null, "completed_stage_count" smallint not null default 0, "stage_count" smallint not null, "has_negative_survey" boolean not null default false, "cancel_reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index journey_instance_encounter on journey_instance (encounter_id text_pattern_ops)`);
    this.addSql(`create index "journey_instance_physicians" on "journey_instance" using gin ("physician_ids")`);
    this.addSql(`create index "journey_instance_departments" on "journey_instance" using gin ("department_ids")`);
    this.addSql(
      `create index "journey_instance_negative" on "journey_instance" ("started_at", "id") where has_negative_survey`,
    );
    this.addSql(
      `create index "journey_instance_active" on "journey_instance" ("started_at", "id") where status = 'ACTIVE'`,
    );
    this.addSql(
      `create index "journey_instance_department" on "journey_instance" ("department_id") where department_id is not null`,
    );
    this.addSql(`create index "journey_instance_patient_id_index" on "journey_instance" ("patient_id")`);
    this.addSql(
      `create index "journey_instance_hospital_id_started_at_id_index" on "journey_instance" ("hospital_id", "started_at", "id")`,
    );
    this.addSql(`create index "journey_instance_started_at_id_index" on "journey_instance" ("started_at", "id")`);
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_hospital_id_encounter_id_unique" unique ("hospital_id", "encounter_id")`,
    );
    this.addSql(
      `create table "stage_template" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "template_version_id" uuid not null, "position" smallint not null, "code" text not null, "name_ar" text not null, "name_en" text not null, "trigger_event_code" text not null, "survey_template_id" uuid null, "is_auto_send_survey" boolean not null, "is_physician_required" boolean not null, primary key ("id"))`,
    );
    this.addSql(`create index "stage_template_survey_template_id_index" on "stage_template" ("survey_template_id")`);
    this.addSql(
      `alter table "stage_template" add constraint "stage_template_template_version_id_code_unique" unique ("template_version_id", "code")`,
    );
    this.addSql(
      `alter table "stage_template" add constraint "stage_template_template_version_id_position_unique" unique ("template_version_id", "position")`,
    );
    this.addSql(
      `create table "stage_instance" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "journey_id" uuid not null, "stage_template_id" uuid not null, "position" smallint not null, "code" text not null, "status" text not null, "started_at" timestamptz null, "completed_at" timestamptz null, "is_late" boolean not null default false, "is_physician_missing" boolean not null default false, "physician_id" uuid null, "department_id" uuid null, "inbound_event_id" uuid null, primary key ("id"))`,
    );
    this.addSql(
      `create index "stage_instance_department" on "stage_instance" ("department_id") where department_id is not null`,
    );
    this.addSql(
      `create index "stage_instance_physician" on "stage_instance" ("physician_id") where physician_id is not null`,
    );
    this.addSql(`create index "stage_instance_waiting" on "stage_instance" ("code") where status = 'IN_PROGRESS'`);
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_journey_id_position_unique" unique ("journey_id", "position")`,
    );
    this.addSql(
      `alter table "journey_template" add constraint "journey_template_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_template" add constraint "journey_template_current_version_id_foreign" foreign key ("current_version_id") references "journey_template_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_template" add constraint "journey_template_journey_type_check" check ("journey_type" in ('EMS', 'INPATIENT', 'OPD'))`,
    );
    this.addSql(
      `alter table "journey_template_version" add constraint "journey_template_version_template_id_foreign" foreign key ("template_id") references "journey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_template_version" add constraint "journey_template_version_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_template_id_foreign" foreign key ("template_id") references "journey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_template_version_id_foreign" foreign key ("template_version_id") references "journey_template_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_journey_type_check" check ("journey_type" in ('EMS', 'INPATIENT', 'OPD'))`,
    );
    this.addSql(
      `alter table "journey_instance" add constraint "journey_instance_status_check" check ("status" in ('ACTIVE', 'COMPLETED', 'CLOSED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "stage_template" add constraint "stage_template_template_version_id_foreign" foreign key ("template_version_id") references "journey_template_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_template" add constraint "stage_template_survey_template_id_foreign" foreign key ("survey_template_id") references "survey_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_journey_id_foreign" foreign key ("journey_id") references "journey_instance" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_stage_template_id_foreign" foreign key ("stage_template_id") references "stage_template" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_physician_id_foreign" foreign key ("physician_id") references "physician" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stage_instance" add constraint "stage_instance_status_check" check ("status" in ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'SKIPPED'))`,
    );
    this.addSql(versionsStay);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** JO-17: a version is what journeys began with; nobody may rewrite it. */
const versionsStay = `
create function refuse_journey_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'versions of journey templates are immutable' using errcode = 'insufficient_privilege';
end $$;
create trigger journey_template_version_immutable before update or delete on journey_template_version
  for each row execute function refuse_journey_version_change();
create trigger stage_template_immutable before update or delete on stage_template
  for each row execute function refuse_journey_version_change()`;
