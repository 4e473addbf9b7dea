import { Migration } from "@mikro-orm/migrations";

/** Action Center: actions with their history, evidence and notices; rules for routing, deadlines, escalation and triggers. */
export class Migration20261123000600 extends Migration {
  override up(): void {
    this.addSql(`create sequence px_action_reference`);
    this.addSql(
      `create table "escalation_level" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "level" smallint not null, "after_minutes" int not null, "target" text not null, "is_reassigning" boolean not null default false, primary key ("id"))`,
    );
    this.addSql(
      `alter table "escalation_level" add constraint "escalation_level_hospital_id_level_unique" unique ("hospital_id", "level")`,
    );
    this.addSql(
      `create unique index "escalation_level_group" on "escalation_level" ("level") where hospital_id is null`,
    );
    this.addSql(
      `create table "action_trigger" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "source" text not null, "is_enabled" boolean not null default true, "is_evidence_required" boolean not null default false, "bands" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "action_trigger" add constraint "action_trigger_hospital_id_source_unique" unique ("hospital_id", "source")`,
    );
    this.addSql(`create unique index "action_trigger_group" on "action_trigger" ("source") where hospital_id is null`);
    this.addSql(
      `create table "sla_rule" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "name_ar" text not null, "name_en" text not null, "hospital_id" uuid null, "department_id" uuid null, "priority" text not null, "resolve_minutes" int not null, "reminder_before_minutes" int null, "rank" int not null default 0, "is_active" boolean not null default true, "is_default" boolean not null default false, primary key ("id"))`,
    );
    this.addSql(`create index "sla_rule_department_id_index" on "sla_rule" ("department_id")`);
    this.addSql(`create index "sla_rule_hospital_id_index" on "sla_rule" ("hospital_id")`);
    this.addSql(`create unique index "sla_rule_default" on "sla_rule" ("priority") where is_default`);
    this.addSql(
      `create table "routing_rule" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "name_ar" text not null, "name_en" text not null, "position" int not null, "hospital_id" uuid null, "department_id" uuid null, "source" text null, "stage_code" text null, "priority" text null, "target" text not null, "user_id" uuid null, "is_default" boolean not null default false, primary key ("id"))`,
    );
    this.addSql(`create index "routing_rule_user_id_index" on "routing_rule" ("user_id")`);
    this.addSql(`create index "routing_rule_department_id_index" on "routing_rule" ("department_id")`);
    this.addSql(`create index "routing_rule_hospital_id_index" on "routing_rule" ("hospital_id")`);
    this.addSql(`create unique index "routing_rule_default" on "routing_rule" ("is_default") where is_default`);
    this.addSql(
      `create table "px_action" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "reference" text not null, "title_ar" text not null, "title_en" text not null, "description" text null, "source" text not null, "source_id" uuid null, "priority" text not null, "priority_rank" smallint not null, "status" text not null default 'OPEN', "hospital_id" uuid not null, "department_id" uuid null, "assignee_id" uuid null, "patient_id" uuid null, "survey_instance_id" uuid null, "journey_id" uuid null, "sla_started_at" timestamptz not null, "due_at" timestamptz not null, "reminder_at" timestamptz null, "reminded_at" timestamptz null, "sla_rule_id" uuid not null, "sla_rule_version" int not null, "sla_minutes" int not null, "routing_rule_id" uuid null, "routing_rule_name_ar" text null, "routing_rule_name_en" text null, "routing_target" text null, "escalation_level" smallint not null default 0, "is_evidence_required" boolean not null default false, "requested_by_id" uuid null, "requested_at" timestamptz null, "approved_by_id" uuid null, "closed_at" timestamptz null, "close_miss_minutes" int null, primary key ("id"))`,
    );
    this.addSql(`alter table "px_action" add constraint "px_action_reference_unique" unique ("reference")`);
    this.addSql(`create index "px_action_journey_id_index" on "px_action" ("journey_id")`);
    this.addSql(`create index "px_action_survey_instance_id_index" on "px_action" ("survey_instance_id")`);
    this.addSql(`create index "px_action_approved_by_id_index" on "px_action" ("approved_by_id")`);
    this.addSql(`create index "px_action_requested_by_id_index" on "px_action" ("requested_by_id")`);
    this.addSql(`create index "px_action_routing_rule_id_index" on "px_action" ("routing_rule_id")`);
    this.addSql(`create index "px_action_sla_rule_id_index" on "px_action" ("sla_rule_id")`);
    this.addSql(`create index "px_action_patient_id_index" on "px_action" ("patient_id")`);
    this.addSql(`create index "px_action_assignee_id_created_at_index" on "px_action" ("assignee_id", "created_at")`);
    this.addSql(
      `create index "px_action_department_id_created_at_index" on "px_action" ("department_id", "created_at")`,
    );
    this.addSql(`create index "px_action_hospital_id_created_at_index" on "px_action" ("hospital_id", "created_at")`);
    this.addSql(`create index "px_action_created_at_id_index" on "px_action" ("created_at", "id")`);
    this.addSql(`create index "px_action_due_at_id_index" on "px_action" ("due_at", "id")`);
    this.addSql(
      `create index "px_action_search" on "px_action" using gin ("reference" gin_trgm_ops, "title_en" gin_trgm_ops, "title_ar" gin_trgm_ops)`,
    );
    this.addSql(
      `create index "px_action_reminder" on "px_action" ("reminder_at") where closed_at is null and reminded_at is null`,
    );
    this.addSql(
      `create index "px_action_open_assignee" on "px_action" ("assignee_id", "due_at") where closed_at is null`,
    );
    this.addSql(
      `create index "px_action_open_department" on "px_action" ("department_id", "due_at") where closed_at is null`,
    );
    this.addSql(
      `create index "px_action_open_hospital" on "px_action" ("hospital_id", "due_at") where closed_at is null`,
    );
    this.addSql(`create index "px_action_open_due" on "px_action" ("due_at", "id") where closed_at is null`);
    this.addSql(
      `alter table "px_action" add constraint "px_action_source_source_id_unique" unique ("source", "source_id")`,
    );
    this.addSql(
      `create table "px_action_notice" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "action_id" uuid not null, "kind" text not null, "level" smallint not null, "recipient_id" uuid null, "at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "px_action_notice_recipient_id_index" on "px_action_notice" ("recipient_id")`);
    this.addSql(
      `alter table "px_action_notice" add constraint "px_action_notice_action_id_kind_level_unique" unique ("action_id", "kind", "level")`,
    );
    this.addSql(
      `create table "px_action_log_entry" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "action_id" uuid not null, "kind" text not null, "from_status" text null, "to_status" text null, "actor_id" uuid null, "actor_label" text not null, "assignee_id" uuid null, "note" text null, "escalation_level" smallint null, "at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "px_action_log_entry_assignee_id_index" on "px_action_log_entry" ("assignee_id")`);
    this.addSql(`create index "px_action_log_entry_actor_id_index" on "px_action_log_entry" ("actor_id")`);
    this.addSql(`create index "px_action_log_entry_action_id_at_index" on "px_action_log_entry" ("action_id", "at")`);
    this.addSql(
      `create table "px_action_evidence" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "action_id" uuid not null, "kind" text not null, "url" text null, "file_name" text null, "content_type" text null, "size_bytes" int null, "storage_key" text null, "note" text null, "added_by_id" uuid not null, "added_at" timestamptz not null, "removed_at" timestamptz null, "removed_by_id" uuid null, primary key ("id"))`,
    );
    this.addSql(`create index "px_action_evidence_removed_by_id_index" on "px_action_evidence" ("removed_by_id")`);
    this.addSql(`create index "px_action_evidence_added_by_id_index" on "px_action_evidence" ("added_by_id")`);
    this.addSql(
      `create index "px_action_evidence_action_id_added_at_index" on "px_action_evidence" ("action_id", "added_at")`,
    );
    this.addSql(
      `alter table "escalation_level" add constraint "escalation_level_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "escalation_level" add constraint "escalation_level_target_check" check ("target" in ('DEPARTMENT_MANAGER', 'HOSPITAL_ADMIN', 'PX_TEAM', 'EXECUTIVE'))`,
    );
    this.addSql(
      `alter table "action_trigger" add constraint "action_trigger_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "action_trigger" add constraint "action_trigger_source_check" check ("source" in ('STAGE_SURVEY', 'RESOLUTION_SURVEY', 'COMPLAINT', 'SOCIAL_MENTION', 'CALL_RATING', 'KPI_BREACH', 'MANUAL'))`,
    );
    this.addSql(
      `alter table "sla_rule" add constraint "sla_rule_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_rule" add constraint "sla_rule_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_rule" add constraint "sla_rule_priority_check" check ("priority" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_source_check" check ("source" in ('STAGE_SURVEY', 'RESOLUTION_SURVEY', 'COMPLAINT', 'SOCIAL_MENTION', 'CALL_RATING', 'KPI_BREACH', 'MANUAL'))`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_priority_check" check ("priority" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_target_check" check ("target" in ('DEPARTMENT_MANAGER', 'PX_TEAM', 'USER'))`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_patient_id_foreign" foreign key ("patient_id") references "patient" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_sla_rule_id_foreign" foreign key ("sla_rule_id") references "sla_rule" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_routing_rule_id_foreign" foreign key ("routing_rule_id") references "routing_rule" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_requested_by_id_foreign" foreign key ("requested_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_approved_by_id_foreign" foreign key ("approved_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_source_check" check ("source" in ('STAGE_SURVEY', 'RESOLUTION_SURVEY', 'COMPLAINT', 'SOCIAL_MENTION', 'CALL_RATING', 'KPI_BREACH', 'MANUAL'))`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_priority_check" check ("priority" in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL'))`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_status_check" check ("status" in ('OPEN', 'IN_PROGRESS', 'PENDING_APPROVAL', 'CLOSED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "px_action" add constraint "px_action_routing_target_check" check ("routing_target" in ('DEPARTMENT_MANAGER', 'PX_TEAM', 'USER'))`,
    );
    this.addSql(
      `alter table "px_action_notice" add constraint "px_action_notice_action_id_foreign" foreign key ("action_id") references "px_action" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "px_action_notice" add constraint "px_action_notice_recipient_id_foreign" foreign key ("recipient_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_notice" add constraint "px_action_notice_kind_check" check ("kind" in ('REMINDER', 'ESCALATION'))`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_action_id_foreign" foreign key ("action_id") references "px_action" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_assignee_id_foreign" foreign key ("assignee_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_kind_check" check ("kind" in ('CREATED', 'ASSIGNED', 'STATUS_CHANGED', 'APPROVAL_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED', 'NOTE', 'EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'ESCALATED'))`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_from_status_check" check ("from_status" in ('OPEN', 'IN_PROGRESS', 'PENDING_APPROVAL', 'CLOSED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_to_status_check" check ("to_status" in ('OPEN', 'IN_PROGRESS', 'PENDING_APPROVAL', 'CLOSED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "px_action_evidence" add constraint "px_action_evidence_action_id_foreign" foreign key ("action_id") references "px_action" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_evidence" add constraint "px_action_evidence_added_by_id_foreign" foreign key ("added_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_evidence" add constraint "px_action_evidence_removed_by_id_foreign" foreign key ("removed_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_evidence" add constraint "px_action_evidence_kind_check" check ("kind" in ('LINK', 'FILE'))`,
    );
    this.addSql(appendOnly);
    this.addSql(defaultRouting);
    this.addSql(defaultSla);
    this.addSql(defaultEscalation);
    this.addSql(defaultTriggers);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}

/** PX-13: what is written in an action's history stays as it is. */
const appendOnly = `
create function refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of a PX action is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger px_action_log_entry_append_only before update or delete on px_action_log_entry
  for each row execute function refuse_history_change()`;

/** PX-3: the rule that always fits. */
const defaultRouting = `
insert into routing_rule (name_ar, name_en, position, target, is_default)
values ('الافتراضي: مدير القسم', 'Default: department manager', 1000000, 'DEPARTMENT_MANAGER', true)`;

/** PX-8: a deadline for every priority; the reminder comes after three quarters of the time. */
const defaultSla = `
insert into sla_rule (name_ar, name_en, priority, resolve_minutes, reminder_before_minutes, is_default) values
  ('المجموعة: حرج', 'Group: critical', 'CRITICAL', 24 * 60, 6 * 60, true),
  ('المجموعة: مرتفع', 'Group: high', 'HIGH', 48 * 60, 12 * 60, true),
  ('المجموعة: متوسط', 'Group: medium', 'MEDIUM', 72 * 60, 18 * 60, true),
  ('المجموعة: منخفض', 'Group: low', 'LOW', 120 * 60, 30 * 60, true)`;

/** PX-10: at the deadline the next manager, a day later the hospital, three days later the executives. */
const defaultEscalation = `
insert into escalation_level (level, after_minutes, target) values
  (1, 0, 'DEPARTMENT_MANAGER'), (2, 24 * 60, 'HOSPITAL_ADMIN'), (3, 48 * 60, 'PX_TEAM'), (4, 72 * 60, 'EXECUTIVE')`;

/** PX-1, PX-2: points below the threshold → priority. Complaints open actions only where a hospital wants it (F8.1). */
const defaultTriggers = `
insert into action_trigger (source, is_enabled, is_evidence_required, bands)
select source, is_enabled, is_evidence_required,
       '[{"fromGap": 0, "priority": "LOW"}, {"fromGap": 10, "priority": "MEDIUM"},
         {"fromGap": 25, "priority": "HIGH"}, {"fromGap": 45, "priority": "CRITICAL"}]'::jsonb
  from (values ('STAGE_SURVEY', true, true), ('RESOLUTION_SURVEY', true, true), ('COMPLAINT', false, false),
               ('SOCIAL_MENTION', true, false), ('CALL_RATING', true, false), ('KPI_BREACH', true, false), ('MANUAL', true, false))
       as t(source, is_enabled, is_evidence_required)`;
