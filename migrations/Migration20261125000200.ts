import { Migration } from "@mikro-orm/migrations";

/** Links to downloads of lists. */
export class Migration20261125000200 extends Migration {
  override up(): void {
    this.addSql(`create table "export_link" (
      "id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(),
      "user_id" uuid not null, "session_id" uuid null, "list" text not null, "format" text not null, "language" text not null,
      "request_sealed" bytea not null, "filter_shown" jsonb null, "filter_hash" text not null, "secret_hash" bytea not null,
      "expires_at" timestamptz not null, "taken_at" timestamptz null,
      primary key ("id"),
      constraint "export_link_format_check" check ("format" in ('CSV', 'XLSX')),
      constraint "export_link_language_check" check ("language" in ('AR', 'EN')))`);
    this.addSql(`create index "export_link_expires_at_index" on "export_link" ("expires_at")`);
    this.addSql(`create index "export_link_user_id_created_at_index" on "export_link" ("user_id", "created_at")`);
  }
}
