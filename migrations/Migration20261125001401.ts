import { Migration } from "@mikro-orm/migrations";

/** What was read long ago is found without a scan. */
export class Migration20261125001401 extends Migration {
  override up(): void {
    this.addSql(`create index "user_notification_read" on "user_notification" ("read_at") where read_at is not null`);
  }
}
