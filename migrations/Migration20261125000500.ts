import { Migration } from "@mikro-orm/migrations";

/** The list of patients: newest first, in one hospital or in the group. */
export class Migration20261125000500 extends Migration {
  override up(): void {
    this.addSql(`create index "patient_newest" on "patient" ("created_at", "id") where deleted_at is null`);
    this.addSql(
      `create index "patient_newest_of_hospital" on "patient" ("hospital_id", "created_at", "id") where deleted_at is null`,
    );
  }
}
