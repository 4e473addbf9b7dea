import { Migration } from "@mikro-orm/migrations";

/** SLA-17, SLA-20: chains for one kind of case, each kind with a default of its own; levels that reassign. */
export class Migration20261125001501 extends Migration {
  override up(): void {
    this.addSql(`alter table "escalation_chain" add "case_kind" text null`);
    this.addSql(
      `alter table "escalation_chain" add constraint "escalation_chain_case_kind_check" check ("case_kind" in ('COMPLAINT', 'INQUIRY', 'FEEDBACK', 'ACTION'))`,
    );
    this.addSql(`drop index "escalation_chain_hospital_default"`);
    this.addSql(`drop index "escalation_chain_group_default"`);
    this.addSql(
      `create unique index "escalation_chain_default" on "escalation_chain" ("hospital_id", "case_kind") nulls not distinct where is_default`,
    );
    this.addSql(
      `update escalation_chain c set levels =
         (select coalesce(jsonb_agg('{"isReassigning": false}'::jsonb || l.level order by l.nr), '[]')
            from jsonb_array_elements(c.levels) with ordinality as l(level, nr))`,
    );
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
