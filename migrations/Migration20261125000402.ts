import { Migration } from "@mikro-orm/migrations";

const from = "أإآٱىئؤة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const to = "ااااييوه01234567890123456789";
/** Hamza by itself, tatweel, and the marks above and below letters: translate drops what has no counterpart. */
const dropped = [0x621, 0x640, ...Array.from({ length: 0x15 }, (_, index) => 0x64b + index), 0x670];

/** Searching over everything: folded spelling in SQL, indexes over it, and hashes of the words of patients' names. */
export class Migration20261125000402 extends Migration {
  override up(): void {
    this.addSql(
      `create function fold_text(value text) returns text language sql immutable strict parallel safe as $$
         select btrim(regexp_replace(translate(lower(value collate "C"), '${from}${String.fromCodePoint(...dropped)}', '${to}'), E'[ \\t\\r\\n]+', ' ', 'g'), ' ')
       $$`,
    );
    this.addSql(
      `create index "physician_folded" on "physician" using gin (fold_text("license_number" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
    );
    this.addSql(
      `create index "department_folded" on "department" using gin (fold_text("code" || ' ' || "name_en" || ' ' || "name_ar") gin_trgm_ops)`,
    );
    this.addSql(
      `create index "px_action_folded" on "px_action" using gin (fold_text("reference" || ' ' || "title_en" || ' ' || "title_ar") gin_trgm_ops)`,
    );
    this.addSql(`alter table "patient" add column "name_index" bytea[] null`);
    this.addSql(`create index "patient_name_index" on "patient" using gin ("name_index")`);
    this.addSql(`create index "patient_name_waiting" on "patient" ("id") where name_index is null`);
    this.addSql(
      `create function forget_patient_name_index() returns trigger language plpgsql as $$
         begin new.name_index := null; return new; end $$`,
    );
    this.addSql(
      `create trigger forget_patient_name_index before update of name_ar_sealed, name_en_sealed on patient for each row
         when (old.name_ar_sealed is distinct from new.name_ar_sealed or old.name_en_sealed is distinct from new.name_en_sealed)
         execute function forget_patient_name_index()`,
    );
  }
}
