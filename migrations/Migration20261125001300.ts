import { Migration } from "@mikro-orm/migrations";

/** The board's column of resting clocks; actions that wait in a queue; how many open actions somebody is given. */
export class Migration20261125001300 extends Migration {
  override up(): void {
    this.addSql(`alter table "px_action" add column "paused_at" timestamptz null`);
    this.addSql(
      `create index "px_action_open_paused" on "px_action" ("due_at", "id") where closed_at is null and paused_at is not null`,
    );
    this.addSql(`alter table "routing_rule" drop constraint "routing_rule_target_check"`);
    this.addSql(
      `alter table "routing_rule" add constraint "routing_rule_target_check" check ("target" in ('DEPARTMENT_MANAGER', 'PX_TEAM', 'USER', 'QUEUE'))`,
    );
    this.addSql(`alter table "px_action" drop constraint "px_action_routing_target_check"`);
    this.addSql(
      `alter table "px_action" add constraint "px_action_routing_target_check" check ("routing_target" in ('DEPARTMENT_MANAGER', 'PX_TEAM', 'USER', 'QUEUE'))`,
    );
    this.addSql(`alter table "px_action_log_entry" drop constraint "px_action_log_entry_kind_check"`);
    this.addSql(
      `alter table "px_action_log_entry" add constraint "px_action_log_entry_kind_check" check ("kind" in ('CREATED', 'ASSIGNED', 'STATUS_CHANGED', 'APPROVAL_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED', 'NOTE', 'EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'ESCALATED', 'PAUSED', 'RESUMED'))`,
    );
    this.addSql(
      `create table "action_capacity" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "user_id" uuid not null, "most_open" int not null, primary key ("id"))`,
    );
    this.addSql(`alter table "action_capacity" add constraint "action_capacity_user_id_unique" unique ("user_id")`);
    this.addSql(
      `alter table "action_capacity" add constraint "action_capacity_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
  }
}
