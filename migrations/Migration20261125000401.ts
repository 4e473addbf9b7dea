import { Migration } from "@mikro-orm/migrations";

/** How people want the console. */
export class Migration20261125000401 extends Migration {
  override up(): void {
    this.addSql(
      `create table "user_preference" ("id" uuid not null default uuidv7(), "created_at" timestamptz not null default now(), "user_id" uuid not null, "language" text null, "digits" text null, "calendar" text null, "theme" text null, "density" text null, "is_navigation_narrow" boolean null, primary key ("id"))`,
    );
    this.addSql(`alter table "user_preference" add constraint "user_preference_user_id_unique" unique ("user_id")`);
    this.addSql(
      `alter table "user_preference" add constraint "user_preference_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    const checks = {
      language: ["AR", "EN"],
      digits: ["LATIN", "ARABIC_INDIC"],
      calendar: ["GREGORIAN", "HIJRI"],
      theme: ["SYSTEM", "LIGHT", "DARK"],
      density: ["DENSE", "COMFORTABLE"],
    };
    for (const [column, values] of Object.entries(checks)) {
      this.addSql(
        `alter table "user_preference" add constraint "user_preference_${column}_check" check ("${column}" in ('${values.join("', '")}'))`,
      );
    }
  }
}
