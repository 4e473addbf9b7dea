import { Migration } from "@mikro-orm/migrations";

/** The list of surveys is filtered and ordered by score. */
export class Migration20261125001900 extends Migration {
  override up(): void {
    this.addSql(`create index "survey_instance_score" on "survey_instance" ("score", "id") where score is not null`);
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
