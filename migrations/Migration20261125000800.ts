import { Migration } from "@mikro-orm/migrations";

/** Calendars, policies, clocks, pauses and escalation, with the defaults of the group. */
export class Migration20261125000800 extends Migration {
  override up(): void {
    this.addSql(
      `create table "escalation_chain" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "name_en" text not null, "name_ar" text not null, "hospital_id" uuid null, "is_default" boolean not null default false, "levels" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `create unique index "escalation_chain_hospital_default" on "escalation_chain" ("hospital_id") where is_default`,
    );
    this.addSql(
      `create unique index "escalation_chain_group_default" on "escalation_chain" ("is_default") where is_default and hospital_id is null`,
    );
    this.addSql(
      `create table "business_calendar" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "name_en" text not null, "name_ar" text not null, "hospital_id" uuid null, "is_default" boolean not null default false, "current_number" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create unique index "business_calendar_hospital_default" on "business_calendar" ("hospital_id") where is_default`,
    );
    this.addSql(
      `create unique index "business_calendar_group_default" on "business_calendar" ("is_default") where is_default and hospital_id is null`,
    );
    this.addSql(
      `create table "business_calendar_version" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "calendar_id" uuid not null, "number" int not null, "hours" jsonb not null, "note" text null, "actor_label" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "business_calendar_version" add constraint "business_calendar_version_calendar_id_number_unique" unique ("calendar_id", "number")`,
    );
    this.addSql(
      `create table "sla_policy" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "name_en" text not null, "name_ar" text not null, "case_kind" text not null, "hospital_id" uuid null, "department_id" uuid null, "rank" int not null default 0, "is_active" boolean not null default true, "current_number" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "sla_policy_department_id_index" on "sla_policy" ("department_id")`);
    this.addSql(`create index "sla_policy_hospital_id_index" on "sla_policy" ("hospital_id")`);
    this.addSql(
      `create table "sla_policy_version" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "policy_id" uuid not null, "number" int not null, "terms" jsonb not null, "actor_label" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "sla_policy_version" add constraint "sla_policy_version_policy_id_number_unique" unique ("policy_id", "number")`,
    );
    this.addSql(
      `create table "stand_in" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "user_id" uuid not null, "stand_in_id" uuid null, "from_at" timestamptz not null, "until_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "stand_in_stand_in_id_index" on "stand_in" ("stand_in_id")`);
    this.addSql(`create index "stand_in_user_id_until_at_index" on "stand_in" ("user_id", "until_at")`);
    this.addSql(
      `create table "sla_case" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "kind" text not null, "case_id" uuid not null, "hospital_id" uuid not null, "department_id" uuid null, "owner_id" uuid null, "source" text null, "severity" text null, "priority" text null, "category_path" jsonb not null, "reference" text not null, "started_at" timestamptz not null, "policy_version_id" uuid null, "calendar_version_id" uuid null, "reopen_count" smallint not null default 0, "ended_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "sla_case_open_calendar" on "sla_case" ("calendar_version_id") where ended_at is null`);
    this.addSql(`create index "sla_case_open_policy" on "sla_case" ("policy_version_id") where ended_at is null`);
    this.addSql(`create index "sla_case_owner_id_index" on "sla_case" ("owner_id")`);
    this.addSql(`create index "sla_case_department_id_index" on "sla_case" ("department_id")`);
    this.addSql(`create index "sla_case_hospital_id_index" on "sla_case" ("hospital_id")`);
    this.addSql(`alter table "sla_case" add constraint "sla_case_kind_case_id_unique" unique ("kind", "case_id")`);
    this.addSql(
      `create table "sla_pause" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "sla_case_id" uuid not null, "reason" text not null, "note" text null, "from_at" timestamptz not null, "until_at" timestamptz null, "actor_id" uuid null, "actor_label" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "sla_pause_actor_id_index" on "sla_pause" ("actor_id")`);
    this.addSql(`create index "sla_pause_sla_case_id_index" on "sla_pause" ("sla_case_id")`);
    this.addSql(`create unique index "sla_pause_open" on "sla_pause" ("sla_case_id") where until_at is null`);
    this.addSql(
      `create table "sla_history_entry" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "sla_case_id" uuid not null, "kind" text not null, "target" text null, "at" timestamptz not null, "due_before" timestamptz null, "due_after" timestamptz null, "level" smallint null, "recipient_id" uuid null, "note" text null, "actor_label" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "sla_history_entry_recipient_id_index" on "sla_history_entry" ("recipient_id")`);
    this.addSql(`create index "sla_history_entry_sla_case_id_at_index" on "sla_history_entry" ("sla_case_id", "at")`);
    this.addSql(
      `create table "sla_clock" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "sla_case_id" uuid not null, "target" text not null, "amount" int not null, "unit" text not null, "due_at" timestamptz null, "remind_at" timestamptz null, "reminded_at" timestamptz null, "met_at" timestamptz null, "cancelled_at" timestamptz null, "miss_minutes" int null, "escalation_level" smallint not null default 0, "cycle" smallint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "sla_clock_open_remind" on "sla_clock" ("remind_at") where met_at is null and cancelled_at is null and reminded_at is null`,
    );
    this.addSql(
      `create index "sla_clock_open_due" on "sla_clock" ("due_at") where met_at is null and cancelled_at is null`,
    );
    this.addSql(
      `alter table "sla_clock" add constraint "sla_clock_sla_case_id_target_unique" unique ("sla_case_id", "target")`,
    );
    this.addSql(
      `create table "sla_notice" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "clock_id" uuid not null, "cycle" smallint not null, "kind" text not null, "level" smallint not null, "recipient_id" uuid null, "at" timestamptz not null, "tell_after" timestamptz not null, "told_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(
      `create index "sla_notice_waiting" on "sla_notice" ("tell_after") where told_at is null and recipient_id is not null`,
    );
    this.addSql(
      `create index "sla_notice_unroutable" on "sla_notice" ("at") where recipient_id is null and kind = 'ESCALATION'`,
    );
    this.addSql(`create index "sla_notice_recipient_id_index" on "sla_notice" ("recipient_id")`);
    this.addSql(
      `alter table "sla_notice" add constraint "sla_notice_clock_id_cycle_kind_level_unique" unique ("clock_id", "cycle", "kind", "level")`,
    );
    this.addSql(
      `alter table "escalation_chain" add constraint "escalation_chain_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "business_calendar" add constraint "business_calendar_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "business_calendar_version" add constraint "business_calendar_version_calendar_id_foreign" foreign key ("calendar_id") references "business_calendar" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_policy" add constraint "sla_policy_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_policy" add constraint "sla_policy_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_policy" add constraint "sla_policy_case_kind_check" check ("case_kind" in ('COMPLAINT', 'INQUIRY', 'FEEDBACK', 'ACTION'))`,
    );
    this.addSql(
      `alter table "sla_policy_version" add constraint "sla_policy_version_policy_id_foreign" foreign key ("policy_id") references "sla_policy" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "stand_in" add constraint "stand_in_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "stand_in" add constraint "stand_in_stand_in_id_foreign" foreign key ("stand_in_id") references "app_user" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_owner_id_foreign" foreign key ("owner_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_policy_version_id_foreign" foreign key ("policy_version_id") references "sla_policy_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_calendar_version_id_foreign" foreign key ("calendar_version_id") references "business_calendar_version" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_case" add constraint "sla_case_kind_check" check ("kind" in ('COMPLAINT', 'INQUIRY', 'FEEDBACK', 'ACTION'))`,
    );
    this.addSql(
      `alter table "sla_pause" add constraint "sla_pause_sla_case_id_foreign" foreign key ("sla_case_id") references "sla_case" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "sla_pause" add constraint "sla_pause_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_pause" add constraint "sla_pause_reason_check" check ("reason" in ('WAITING_FOR_COMPLAINANT', 'WAITING_FOR_THIRD_PARTY', 'CLOSED', 'OTHER'))`,
    );
    this.addSql(
      `alter table "sla_history_entry" add constraint "sla_history_entry_sla_case_id_foreign" foreign key ("sla_case_id") references "sla_case" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "sla_history_entry" add constraint "sla_history_entry_recipient_id_foreign" foreign key ("recipient_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_history_entry" add constraint "sla_history_entry_kind_check" check ("kind" in ('STARTED', 'PAUSED', 'RESUMED', 'MET', 'RECOMPUTED', 'REMINDED', 'BREACHED', 'ESCALATED', 'UNROUTABLE', 'DE_ESCALATED', 'REOPENED', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "sla_history_entry" add constraint "sla_history_entry_target_check" check ("target" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'RESOLVE'))`,
    );
    this.addSql(
      `alter table "sla_clock" add constraint "sla_clock_sla_case_id_foreign" foreign key ("sla_case_id") references "sla_case" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "sla_clock" add constraint "sla_clock_target_check" check ("target" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'RESOLVE'))`,
    );
    this.addSql(`alter table "sla_clock" add constraint "sla_clock_unit_check" check ("unit" in ('MINUTES', 'DAYS'))`);
    this.addSql(
      `alter table "sla_notice" add constraint "sla_notice_clock_id_foreign" foreign key ("clock_id") references "sla_clock" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "sla_notice" add constraint "sla_notice_recipient_id_foreign" foreign key ("recipient_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "sla_notice" add constraint "sla_notice_kind_check" check ("kind" in ('REMINDER', 'BREACH', 'ESCALATION'))`,
    );
    this.addSql(neverChanged);
    for (const table of ["business_calendar_version", "sla_policy_version", "sla_history_entry"]) {
      this.addSql(
        `create trigger "${table}_never_changed" before update on "${table}" for each row execute function sla_never_changed()`,
      );
    }
    this.addSql(defaultCalendars);
    this.addSql(defaultChain);
    this.addSql(defaultPolicies);
  }
}

const neverChanged = `
create function sla_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'versions and history of deadlines are never changed' using errcode = 'insufficient_privilege';
end $$`;

/** Sunday to Thursday 08:00–17:00 in Riyadh for all, and one around the clock for who wants it. */
const defaultCalendars = `
with wanted (name_en, name_ar, is_default, weekly) as (values
  ('Working week', 'أسبوع العمل', true,
   (select jsonb_agg(jsonb_build_object('weekday', day, 'fromMinute', 480, 'toMinute', 1020)) from generate_series(0, 4) as day)),
  ('Around the clock', 'على مدار الساعة', false,
   (select jsonb_agg(jsonb_build_object('weekday', day, 'fromMinute', 0, 'toMinute', 1440)) from generate_series(0, 6) as day))),
made as (
  insert into business_calendar (name_en, name_ar, is_default) select name_en, name_ar, is_default from wanted
  returning id, name_en)
insert into business_calendar_version (calendar_id, number, hours, actor_label)
select made.id, 1, jsonb_build_object('timeZone', 'Asia/Riyadh', 'weekly', wanted.weekly, 'overrides', '[]'::jsonb, 'holidays', '[]'::jsonb), 'migration'
  from made join wanted using (name_en)`;

const defaultChain = `
insert into escalation_chain (name_en, name_ar, is_default, levels) values ('Standard', 'التصعيد المعتمد', true, '[
  {"level": 1, "afterMinutes": 0, "recipients": ["DEPARTMENT_MANAGER", "PX_TEAM"], "userId": null, "isOverridingQuietHours": false},
  {"level": 2, "afterMinutes": 1440, "recipients": ["HOSPITAL_ADMIN", "PX_TEAM"], "userId": null, "isOverridingQuietHours": false},
  {"level": 3, "afterMinutes": 4320, "recipients": ["EXECUTIVE"], "userId": null, "isOverridingQuietHours": true}]')`;

/** A deadline for every kind from the first day: the administrator changes them, or adds better ones before them. */
const defaultPolicies = `
with wanted (case_kind, name_en, name_ar, targets) as (values
  ('COMPLAINT', 'Complaints', 'الشكاوى', '[["ACKNOWLEDGE", 1, "DAYS"], ["FIRST_RESPONSE", 3, "DAYS"], ["RESOLVE", 10, "DAYS"]]'::jsonb),
  ('INQUIRY', 'Inquiries', 'الاستفسارات', '[["FIRST_RESPONSE", 1, "DAYS"], ["RESOLVE", 3, "DAYS"]]'::jsonb),
  ('FEEDBACK', 'Feedback', 'الملاحظات', '[["ACKNOWLEDGE", 3, "DAYS"]]'::jsonb)),
made as (
  insert into sla_policy (case_kind, name_en, name_ar, rank) select case_kind, name_en, name_ar, 1000 from wanted
  returning id, case_kind)
insert into sla_policy_version (policy_id, number, terms, actor_label)
select made.id, 1, jsonb_build_object(
    'match', '{"sources": [], "severities": [], "priorities": [], "categoryIds": []}'::jsonb,
    'targets', (select jsonb_agg(jsonb_build_object('target', t->0, 'amount', t->1, 'unit', t->2,
                                                    'reminder', '{"beforeMinutes": null, "atPercent": 75}'::jsonb))
                  from jsonb_array_elements(wanted.targets) as t),
    'maxPauseMinutes', null, 'reopenDays', 30, 'calendarId', null, 'chainId', null), 'migration'
  from made join wanted using (case_kind)`;
