import { Migration } from "@mikro-orm/migrations";

/** Who saved a version of a calendar or policy is a person with a name; until now only the log-in was kept. */
export class Migration20261125003001 extends Migration {
  override up(): void {
    for (const table of ["business_calendar_version", "sla_policy_version"]) {
      this.addSql(
        `alter table "${table}" add column "actor_id" uuid null,
           add constraint "${table}_actor_id_foreign" foreign key ("actor_id") references "app_user" ("id") on delete restrict`,
      );
      this.addSql(
        `update "${table}" v set "actor_id" = u."id" from "app_user" u where u."email"::text = v."actor_label"`,
      );
      this.addSql(`create index "${table}_actor_id_index" on "${table}" ("actor_id")`);
    }
  }
}
