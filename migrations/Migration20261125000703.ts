import { Migration } from "@mikro-orm/migrations";

/** How long records are kept: see core/retention. Nothing is dropped until somebody says so. */
export class Migration20261125000703 extends Migration {
  override up(): void {
    this.addSql(`create table retention_setting (
  kind text primary key, keep_months int null, version int not null default 1, updated_at timestamptz not null default now()
)`);
  }
}
