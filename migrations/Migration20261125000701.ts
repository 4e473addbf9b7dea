import { Migration } from "@mikro-orm/migrations";

/** How far the chain of the audit trail was verified, and from where on: see core/audit/audit-verify.ts. */
export class Migration20261125000701 extends Migration {
  override up(): void {
    this.addSql(`create table audit_anchor (
  position bigint primary key, hash text not null, created_at timestamptz not null default now()
)`);
    this.addSql(
      `create trigger audit_anchor_append_only before update or delete on audit_anchor for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger audit_anchor_no_truncate before truncate on audit_anchor for each statement execute function refuse_change()`,
    );
    this.addSql(`create table audit_chain (
  id smallint primary key default 1 check (id = 1),
  verified_position bigint not null default 0, verified_hash text not null default repeat('0', 64), verified_at timestamptz,
  again_position bigint not null default 0, again_hash text not null default repeat('0', 64), again_whole_at timestamptz,
  broken_position bigint, broken_reason text, broken_at timestamptz
)`);
    this.addSql(`insert into audit_chain default values`);
  }
}
