import { Migration } from "@mikro-orm/migrations";

/** API keys that run out and are rotated with an overlap; who looks at the console as somebody else. */
export class Migration20261125000601 extends Migration {
  override up(): void {
    this.addSql(
      `alter table "api_key" add column "expires_at" timestamptz null, add column "rotated_at" timestamptz null, add column "previous_hash" bytea null, add column "previous_until" timestamptz null`,
    );
    this.addSql(`alter table "api_key" add constraint "api_key_previous_hash_unique" unique ("previous_hash")`);
    this.addSql(
      `create table "view_as" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "actor_id" uuid not null, "target_id" uuid not null, "session_id" uuid not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "view_as_actor_id_index" on "view_as" ("actor_id")`);
    this.addSql(`create index "view_as_target_id_index" on "view_as" ("target_id")`);
    this.addSql(
      `alter table "view_as" add constraint "view_as_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "view_as" add constraint "view_as_target_id_foreign" foreign key ("target_id") references "app_user" ("id") on delete cascade`,
    );
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
