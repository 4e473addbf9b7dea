import { Migration } from "@mikro-orm/migrations";

/** Refusals of the last minutes, counted: see core/audit/refusals.ts. */
export class Migration20261125000702 extends Migration {
  override up(): void {
    this.addSql(`create table audit_refusal (
  actor_id uuid not null, operation text not null, actor_kind text not null, actor_label text not null, permission text null,
  since timestamptz not null, last_at timestamptz not null, count int not null, primary key (actor_id, operation)
)`);
    this.addSql(`create index audit_refusal_since on audit_refusal (since)`);
  }
}
