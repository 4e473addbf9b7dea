import { Migration } from "@mikro-orm/migrations";

/** PX-24: checklists per source and place, and the items that an action was opened with. */
export class Migration20261125001600 extends Migration {
  override up(): void {
    this.addSql(
      `create table "action_checklist" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "hospital_id" uuid null, "source" text not null, "items" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "action_checklist" add constraint "action_checklist_hospital_id_source_unique" unique ("hospital_id", "source")`,
    );
    this.addSql(
      `create unique index "action_checklist_group" on "action_checklist" ("source") where hospital_id is null`,
    );
    this.addSql(
      `alter table "action_checklist" add constraint "action_checklist_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "action_checklist" add constraint "action_checklist_source_check" check ("source" in ('STAGE_SURVEY', 'RESOLUTION_SURVEY', 'COMPLAINT', 'SOCIAL_MENTION', 'CALL_RATING', 'KPI_BREACH', 'MANUAL'))`,
    );
    this.addSql(
      `create table "px_action_check" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "action_id" uuid not null, "position" smallint not null, "text_ar" text not null, "text_en" text not null, "is_required" boolean not null, "ticked_at" timestamptz null, "ticked_by_id" uuid null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "px_action_check" add constraint "px_action_check_action_id_position_unique" unique ("action_id", "position")`,
    );
    this.addSql(`create index "px_action_check_ticked_by_id_index" on "px_action_check" ("ticked_by_id")`);
    this.addSql(
      `alter table "px_action_check" add constraint "px_action_check_action_id_foreign" foreign key ("action_id") references "px_action" ("id") on delete restrict`,
    );
    this.addSql(
      `alter table "px_action_check" add constraint "px_action_check_ticked_by_id_foreign" foreign key ("ticked_by_id") references "app_user" ("id") on delete restrict`,
    );
    this.addSql(`alter table "px_action_log_entry" add column "check_id" uuid null`);
    this.addSql(`create index "px_action_log_entry_check_id_index" on "px_action_log_entry" ("check_id")`);
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_check_id_foreign" foreign key ("check_id") references "px_action_check" ("id") on delete restrict`,
    );
    this.addSql(`alter table "px_action_log_entry" drop constraint "px_action_log_entry_kind_check"`);
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_kind_check" check ("kind" in ('CREATED', 'ASSIGNED', 'STATUS_CHANGED', 'APPROVAL_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED', 'NOTE', 'EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'ESCALATED', 'PAUSED', 'RESUMED', 'DEADLINE_CHANGED', 'CHECK_TICKED', 'CHECK_OPENED'))`,
    );
  }
}
