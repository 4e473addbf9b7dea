import { Migration } from "@mikro-orm/migrations";

/** The audit trail of one hospital, and of one request. */
export class Migration20261125000700 extends Migration {
  override up(): void {
    this.addSql(
      `create index "audit_event_hospital_id_created_at_index" on "audit_event" ("hospital_id", "created_at")`,
    );
    this.addSql(`create index "audit_event_request_id_created_at_index" on "audit_event" ("request_id", "created_at")`);
  }
}
