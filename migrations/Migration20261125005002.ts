import { Migration } from "@mikro-orm/migrations";

const from = "أإآٱىئؤة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const to = "ااااييوه01234567890123456789";
const dropped = [0x621, 0x640, ...Array.from({ length: 0x15 }, (_, index) => 0x64b + index), 0x670];

/**
 * The same folding in a language that PostgreSQL does not unfold within the query: unfolded, it looks as cheap as a comparison, and the
 * planner would rather fold every row of a table (16 µs each) than read the index.
 */
export class Migration20261125005002 extends Migration {
  override up(): void {
    this.addSql(
      `create or replace function fold_text(value text) returns text language plpgsql immutable strict parallel safe cost 1000 as $$
         begin
           return btrim(regexp_replace(translate(lower(value collate "C"), '${from}${String.fromCodePoint(...dropped)}', '${to}'), E'[ \\t\\r\\n]+', ' ', 'g'), ' ');
         end $$`,
    );
  }
}
