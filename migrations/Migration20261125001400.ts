import { Migration } from "@mikro-orm/migrations";

/** Users are found by words of their names and e-mail, in any spelling, from an index. */
export class Migration20261125001400 extends Migration {
  override up(): void {
    this.addSql(
      `create index "app_user_folded" on "app_user" using gin (fold_text("email"::text || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
    );
  }
}
