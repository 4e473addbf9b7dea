import { Migration } from "@mikro-orm/migrations";

/** The search over everything finds complaints, inquiries and feedback in any Arabic spelling. */
export class Migration20261125001002 extends Migration {
  override up(): void {
    this.addSql(
      `create index "complaint_folded" on "complaint" using gin (fold_text("reference" || ' ' || "subject") gin_trgm_ops)`,
    );
    this.addSql(
      `create index "feedback_folded" on "feedback" using gin (fold_text("reference" || ' ' || "subject") gin_trgm_ops)`,
    );
  }

  override down(): void {
    throw new Error("There is no way back: restore a backup instead (docs/operations.md).");
  }
}
