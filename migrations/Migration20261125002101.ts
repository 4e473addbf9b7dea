import { Migration } from "@mikro-orm/migrations";

/** All complaints in the order in which the console shows them, without sorting the table. */
export class Migration20261125002101 extends Migration {
  override up(): void {
    this.addSql(`create index "complaint_due_at_id_index" on "complaint" ("due_at", "id")`);
    this.addSql(`create index "complaint_hospital_id_due_at_id_index" on "complaint" ("hospital_id", "due_at", "id")`);
  }
}
