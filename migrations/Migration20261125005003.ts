import { Migration } from "@mikro-orm/migrations";

/** PX-13, CM-13, FB-5: the refusal names the table whose rows stay as they are; it spoke of PX actions, whichever it guarded. */
export class Migration20261125005003 extends Migration {
  override up(): void {
    this.addSql(
      `create or replace function refuse_history_change() returns trigger language plpgsql as $$
         begin
           raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
         end $$`,
    );
  }
}
