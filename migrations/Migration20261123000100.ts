import { Migration } from "@mikro-orm/migrations";

/** Kernel (audit trail, outbox), organizations and accounts. */
export class Migration20261123000100 extends Migration {
  override up(): void {
    this.addSql(`create extension if not exists citext`);
    this.addSql(`create extension if not exists pg_trgm`);
    this.addSql(monthPartitions);
    this.addSql(
      `create table "audit_event" ("id" uuid not null, "created_at" timestamptz not null, "actor_kind" text not null, "actor_id" uuid null, "actor_label" text not null, "request_id" text null, "address" text null, "action" text not null, "target_type" text not null, "target_id" text null, "hospital_id" uuid null, "before" jsonb null, "after" jsonb null, primary key ("id", "created_at")) partition by range ("created_at")`,
    );
    this.addSql(`create index "audit_event_actor_id_created_at_index" on "audit_event" ("actor_id", "created_at")`);
    this.addSql(`create index "audit_event_target_id_created_at_index" on "audit_event" ("target_id", "created_at")`);
    this.addSql(`create index "audit_event_created_at_id_index" on "audit_event" ("created_at", "id")`);
    this.addSql(
      `create table "hospital" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "code" text not null, "name_ar" text not null, "name_en" text not null, "time_zone" text not null default 'Asia/Riyadh', "is_active" boolean not null default true, primary key ("id"))`,
    );
    this.addSql(`alter table "hospital" add constraint "hospital_code_unique" unique ("code")`);
    this.addSql(
      `create table "department" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "parent_id" uuid null, "manager_id" uuid null, "code" text not null, "name_ar" text not null, "name_en" text not null, "is_active" boolean not null default true, primary key ("id"))`,
    );
    this.addSql(`create index "department_manager_id_index" on "department" ("manager_id")`);
    this.addSql(`create index "department_parent_id_index" on "department" ("parent_id")`);
    this.addSql(
      `alter table "department" add constraint "department_hospital_id_code_unique" unique ("hospital_id", "code")`,
    );
    this.addSql(
      `create table "employee" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "department_id" uuid null, "employee_number" text not null, "name_ar" text not null, "name_en" text not null, "email" text null, "job_title_ar" text null, "job_title_en" text null, "is_active" boolean not null default true, primary key ("id"))`,
    );
    this.addSql(`create index "employee_department_id_index" on "employee" ("department_id")`);
    this.addSql(
      `alter table "employee" add constraint "employee_hospital_id_employee_number_unique" unique ("hospital_id", "employee_number")`,
    );
    this.addSql(
      `create table "api_key" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "label" text not null, "prefix" text not null, "key_hash" bytea not null, "source_system" text not null, "hospital_id" uuid null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`alter table "api_key" add constraint "api_key_key_hash_unique" unique ("key_hash")`);
    this.addSql(`create index "api_key_hospital_id_index" on "api_key" ("hospital_id")`);
    this.addSql(
      `create table "hospital_settings" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "negative_threshold" double precision not null default 60, "survey_valid_days" int not null default 7, "sending_window_hours" int not null default 48, "reminder_after_hours" int null default 24, "max_reminders" int not null default 1, "fatigue_max_invitations" int not null default 4, "fatigue_days" int not null default 30, "quiet_from" text null default '22:00', "quiet_to" text null default '08:00', "default_channel" text not null default 'SMS', "stale_feed_minutes" int not null default 60, primary key ("id"))`,
    );
    this.addSql(
      `alter table "hospital_settings" add constraint "hospital_settings_hospital_id_unique" unique ("hospital_id")`,
    );
    this.addSql(
      `create table "outbox_message" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "event_type" text not null, "subscriber" text not null, "payload" jsonb not null, "status" text not null default 'WAITING', "attempts" int not null default 0, "available_at" timestamptz not null default now(), "last_error" text null, "done_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "outbox_message_dead" on "outbox_message" ("created_at") where status = 'DEAD'`);
    this.addSql(`create index "outbox_message_due" on "outbox_message" ("available_at") where status = 'WAITING'`);
    this.addSql(
      `create table "patient" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "mrn" text not null, "name_ar_sealed" bytea null, "name_en_sealed" bytea null, "national_id_sealed" bytea null, "mobile_sealed" bytea null, "email_sealed" bytea null, "mobile_index" bytea null, "national_id_index" bytea null, "language" text not null default 'AR', "has_contact_consent" boolean not null default true, "merged_into_id" uuid null, "deleted_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "patient_merged_into_id_index" on "patient" ("merged_into_id")`);
    this.addSql(`create index "patient_national_id_index_index" on "patient" ("national_id_index")`);
    this.addSql(`create index "patient_mobile_index_index" on "patient" ("mobile_index")`);
    this.addSql(`alter table "patient" add constraint "patient_hospital_id_mrn_unique" unique ("hospital_id", "mrn")`);
    this.addSql(
      `create table "physician" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid not null, "department_id" uuid null, "license_number" text not null, "name_ar" text not null, "name_en" text not null, "specialty_ar" text null, "specialty_en" text null, "is_active" boolean not null default true, primary key ("id"))`,
    );
    this.addSql(`create index "physician_department_id_index" on "physician" ("department_id")`);
    this.addSql(
      `alter table "physician" add constraint "physician_hospital_id_license_number_unique" unique ("hospital_id", "license_number")`,
    );
    this.addSql(
      `create table "app_user" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "kind" text not null default 'PERSON', "email" citext not null, "name_ar" text not null, "name_en" text not null, "password_hash" text not null, "language" text not null default 'AR', "is_active" boolean not null default true, "failed_logins" int not null default 0, "locked_until" timestamptz null, "last_login_at" timestamptz null, "home_hospital_ids" uuid[] not null default '{}', "source_system" text null, "employee_id" uuid null, "physician_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`alter table "app_user" add constraint "app_user_email_unique" unique ("email")`);
    this.addSql(`create index "app_user_physician_id_index" on "app_user" ("physician_id")`);
    this.addSql(`create index "app_user_employee_id_index" on "app_user" ("employee_id")`);
    this.addSql(
      `create table "role_assignment" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "role" text not null, "scope_type" text not null, "hospital_id" uuid null, "department_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "role_assignment_user_id_index" on "role_assignment" ("user_id")`);
    this.addSql(`create index "role_assignment_department_id_index" on "role_assignment" ("department_id")`);
    this.addSql(`create index "role_assignment_hospital_id_index" on "role_assignment" ("hospital_id")`);
    this.addSql(
      `create table "refresh_session" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "token_hash" bytea not null, "previous_hash" bytea null, "rotated_at" timestamptz not null default now(), "expires_at" timestamptz not null, "revoked_at" timestamptz null, "revoked_reason" text null, "address" text null, "user_agent" text null, primary key ("id"))`,
    );
    this.addSql(`create index "refresh_session_user_id_index" on "refresh_session" ("user_id")`);
    this.addSql(
      `alter table "department" add constraint "department_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id")`,
    );
    this.addSql(
      `alter table "department" add constraint "department_parent_id_foreign" foreign key ("parent_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "department" add constraint "department_manager_id_foreign" foreign key ("manager_id") references "employee" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "employee" add constraint "employee_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id")`,
    );
    this.addSql(
      `alter table "employee" add constraint "employee_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "api_key" add constraint "api_key_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "hospital_settings" add constraint "hospital_settings_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "hospital_settings" add constraint "hospital_settings_default_channel_check" check ("default_channel" in ('SMS', 'WHATSAPP', 'EMAIL'))`,
    );
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_status_check" check ("status" in ('WAITING', 'DONE', 'DEAD'))`,
    );
    this.addSql(
      `alter table "patient" add constraint "patient_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id")`,
    );
    this.addSql(
      `alter table "patient" add constraint "patient_merged_into_id_foreign" foreign key ("merged_into_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(`alter table "patient" add constraint "patient_language_check" check ("language" in ('AR', 'EN'))`);
    this.addSql(
      `alter table "physician" add constraint "physician_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id")`,
    );
    this.addSql(
      `alter table "physician" add constraint "physician_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "app_user" add constraint "app_user_employee_id_foreign" foreign key ("employee_id") references "employee" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "app_user" add constraint "app_user_physician_id_foreign" foreign key ("physician_id") references "physician" ("id") on delete set null`,
    );
    this.addSql(`alter table "app_user" add constraint "app_user_kind_check" check ("kind" in ('PERSON', 'SERVICE'))`);
    this.addSql(`alter table "app_user" add constraint "app_user_language_check" check ("language" in ('AR', 'EN'))`);
    this.addSql(
      `alter table "role_assignment" add constraint "role_assignment_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "role_assignment" add constraint "role_assignment_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "role_assignment" add constraint "role_assignment_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "role_assignment" add constraint "role_assignment_role_check" check ("role" in ('PX_ADMIN', 'PX_COORDINATOR', 'HOSPITAL_ADMIN', 'DEPARTMENT_MANAGER', 'PHYSICIAN', 'STAFF', 'CALL_CENTER_AGENT', 'EXECUTIVE', 'ANALYST', 'SERVICE_ACCOUNT'))`,
    );
    this.addSql(
      `alter table "role_assignment" add constraint "role_assignment_scope_type_check" check ("scope_type" in ('GROUP', 'HOSPITAL', 'DEPARTMENT'))`,
    );
    this.addSql(
      `alter table "refresh_session" add constraint "refresh_session_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(auditSeals);
    this.addSql(`select ensure_month_partitions('audit_event', now()::date, (now() + interval '2 months')::date)`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/**
 * Makes one partition per month, and a default one that catches what falls outside, so that no row is ever refused
 * for want of a partition. Months that the default already holds rows of stay there.
 */
const monthPartitions = `
create function ensure_month_partitions(parent text, from_day date, to_day date) returns void language plpgsql as $$
declare
  month date := date_trunc('month', from_day);
  child text;
begin
  -- Two processes may come at the same time.
  perform pg_advisory_xact_lock(hashtextextended('px360 partitions ' || parent, 360));
  if to_regclass(format('%I', parent || '_default')) is null then
    execute format('create table %I partition of %I default', parent || '_default', parent);
  end if;
  while month <= to_day loop
    child := parent || '_p' || to_char(month, 'YYYYMM');
    if to_regclass(format('%I', child)) is null then
      begin
        execute format('create table %I partition of %I for values from (%L) to (%L)',
                       child, parent, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      exception when check_violation then
        raise notice 'the default partition of % holds rows of %', parent, month;
      end;
    end if;
    month := month + interval '1 month';
  end loop;
end $$`;

/** The audit trail is append-only, and tampering shows: see core/audit/audit-seal.ts. */
const auditSeals = `
create table audit_unsealed (event_id uuid primary key, event_created_at timestamptz not null);
create index audit_unsealed_order on audit_unsealed (event_created_at, event_id);
create table audit_seal (
  position bigint primary key, event_id uuid not null unique, event_created_at timestamptz not null, hash text not null
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
end $$;
create function note_unsealed() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed select id, created_at from added;
  return null;
end $$;
create trigger audit_event_note after insert on audit_event
  referencing new table as added for each statement execute function note_unsealed();
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();
create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger audit_seal_no_truncate before truncate on audit_seal for each statement execute function refuse_change()`;
