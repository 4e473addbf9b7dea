import { Migration } from "@mikro-orm/migrations";

/** SLA-19: reminders and breaches that nobody could be told of stand in the queue as well; those from before do not come back. */
export class Migration20261125002001 extends Migration {
  override up(): void {
    this.addSql(
      `update "sla_notice" set "told_at" = "at" where "recipient_id" is null and "told_at" is null and "kind" <> 'ESCALATION'`,
    );
    this.addSql(`drop index "sla_notice_unroutable"`);
    this.addSql(
      `create index "sla_notice_unroutable" on "sla_notice" ("at", "id") where recipient_id is null and told_at is null`,
    );
  }
}
