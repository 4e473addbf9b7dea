import { Migration } from "@mikro-orm/migrations";

const roles = `('PX_ADMIN', 'PX_COORDINATOR', 'HOSPITAL_ADMIN', 'DEPARTMENT_MANAGER', 'PHYSICIAN', 'STAFF', 'CALL_CENTER_AGENT', 'EXECUTIVE', 'ANALYST', 'SERVICE_ACCOUNT')`;

/** Views of lists that people keep and share, and how each wants to see a list. */
export class Migration20261125000100 extends Migration {
  override up(): void {
    this.addSql(
      `create table "saved_view" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "list" text not null, "name" text not null, "state" jsonb not null, "shared_role" text null, "shared_hospital_ids" uuid[] null, "updated_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "saved_view_user_id_list_index" on "saved_view" ("user_id", "list")`);
    this.addSql(
      `create index "saved_view_shared" on "saved_view" ("list", "shared_role") where shared_role is not null`,
    );
    this.addSql(
      `create table "list_preference" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "list" text not null, "columns" text[] null, "density" text null, "default_view_id" uuid null, "updated_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "list_preference_default_view_id_index" on "list_preference" ("default_view_id")`);
    this.addSql(
      `alter table "list_preference" add constraint "list_preference_user_id_list_unique" unique ("user_id", "list")`,
    );
    this.addSql(
      `alter table "saved_view" add constraint "saved_view_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "saved_view" add constraint "saved_view_shared_role_check" check ("shared_role" in ${roles})`,
    );
    this.addSql(
      `alter table "list_preference" add constraint "list_preference_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "list_preference" add constraint "list_preference_default_view_id_foreign" foreign key ("default_view_id") references "saved_view" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "list_preference" add constraint "list_preference_density_check" check ("density" in ('COMFORTABLE', 'DENSE'))`,
    );
  }
}
