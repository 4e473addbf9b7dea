import { Migration } from "@mikro-orm/migrations";

/** AN-4: an overdue complaint is judged as an overdue action is. */
export class Migration20261125006002 extends Migration {
  override up(): void {
    this.addSql(
      `insert into kpi_target (kpi, is_higher_better, warning_at, bad_at, minimum_n) values ('OVERDUE_COMPLAINTS', false, 0, 10, 1)`,
    );
  }
}
