import { Migration } from "@mikro-orm/migrations";

/** When the tick looks at a clock next; which open cases follow a new version of their policy. */
export class Migration20261125000801 extends Migration {
  override up(): void {
    this.addSql(`alter table "sla_clock" add column "next_check_at" timestamptz null`);
    this.addSql(`drop index "sla_clock_open_remind"`);
    this.addSql(
      `create index "sla_clock_next_check" on "sla_clock" ("next_check_at") where met_at is null and cancelled_at is null`,
    );
    this.addSql(`alter table "sla_policy" add column "recompute_below" int not null default 0`);
  }
}
