import { Migration } from "@mikro-orm/migrations";

const kinds = `('ASSIGNED', 'ESCALATED', 'APPROVAL_ASKED', 'MENTIONED', 'REMINDER')`;

/** What users are told in the console, and where each wants to be told of what. */
export class Migration20261125000400 extends Migration {
  override up(): void {
    this.addSql(
      `create table "user_notification" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "kind" text not null, "title_key" text not null, "body_key" text null, "parameters" jsonb not null, "target_type" text not null, "target_id" uuid not null, "permission" text null, "hospital_id" uuid null, "read_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "user_notification_target_id_index" on "user_notification" ("target_id")`);
    this.addSql(`create index "user_notification_hospital_id_index" on "user_notification" ("hospital_id")`);
    this.addSql(
      `create index "user_notification_unread" on "user_notification" ("user_id", "created_at", "id") where read_at is null`,
    );
    this.addSql(
      `create index "user_notification_user_id_created_at_id_index" on "user_notification" ("user_id", "created_at", "id")`,
    );
    this.addSql(
      `create table "user_notification_preference" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "kind" text not null, "is_in_console" boolean not null, "is_by_email" boolean not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "user_notification_preference" add constraint "user_notification_preference_user_id_kind_unique" unique ("user_id", "kind")`,
    );
    this.addSql(
      `alter table "user_notification" add constraint "user_notification_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "user_notification" add constraint "user_notification_hospital_id_foreign" foreign key ("hospital_id") references "hospital" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "user_notification" add constraint "user_notification_kind_check" check ("kind" in ${kinds})`,
    );
    this.addSql(
      `alter table "user_notification_preference" add constraint "user_notification_preference_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "user_notification_preference" add constraint "user_notification_preference_kind_check" check ("kind" in ${kinds})`,
    );
  }
}
