import { Migration } from "@mikro-orm/migrations";

/** The lists of departments, physicians, employees and users come in their own order from an index. The search field of every list goes by the folded text; its indexes over the text as it was typed serve nobody any more. */
export class Migration20261125005001 extends Migration {
  override up(): void {
    this.addSql(
      `create index "employee_folded" on "employee" using gin (fold_text("employee_number" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
    );
    this.addSql(`create index "department_code_id_index" on "department" ("code", "id")`);
    for (const table of ["physician", "employee", "app_user"])
      this.addSql(`create index "${table}_name_en_id_index" on "${table}" ("name_en", "id")`);
    for (const table of ["complaint", "feedback", "px_action"]) this.addSql(`drop index "${table}_search"`);
  }
}
