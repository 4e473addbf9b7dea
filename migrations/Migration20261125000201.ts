import { Migration } from "@mikro-orm/migrations";

/** Things done to many rows at once, and their rows, which wait as work. */
export class Migration20261125000201 extends Migration {
  override up(): void {
    this.addSql(`create table "bulk_run" (
      "id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(),
      "kind" text not null, "user_id" uuid not null, "request_id" text null, "args_sealed" bytea not null,
      "total" integer not null, "done" integer not null default 0, "failed" integer not null default 0,
      "not_permitted" integer not null default 0, "finished_at" timestamptz null,
      primary key ("id"))`);
    this.addSql(`create index "bulk_run_unfinished" on "bulk_run" ("created_at") where finished_at is null`);
    this.addSql(`create index "bulk_run_created_at_index" on "bulk_run" ("created_at")`);
    this.addSql(`create table "bulk_row" (
      "id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(),
      "run_id" uuid not null, "position" integer not null, "target_id" uuid not null, "label" text null,
      "state" text not null default 'WAITING', "code" text null, "message_en" text null, "message_ar" text null,
      "attempts" smallint not null default 0, "available_at" timestamptz not null,
      primary key ("id"),
      constraint "bulk_row_state_check" check ("state" in ('WAITING', 'DONE', 'FAILED', 'NOT_PERMITTED')),
      constraint "bulk_row_run_id_position_unique" unique ("run_id", "position"))`);
    this.addSql(`create index "bulk_row_due" on "bulk_row" ("available_at") where state = 'WAITING'`);
    this.addSql(
      `alter table "bulk_row" add constraint "bulk_row_run_id_foreign" foreign key ("run_id") references "bulk_run" ("id") on delete cascade`,
    );
  }
}
