import { sql, type Tx } from "../../modules/core/index.ts";

/** Column → PostgreSQL type, in the order of the statement. */
export type Columns<Row> = { readonly [Column in keyof Row]-?: string };

const chunk = 5_000;

/** One value as PostgreSQL reads it from text. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString("hex")}`;
  if (Array.isArray(value)) return `{${value.map((each) => JSON.stringify(each)).join(",")}}`;
  return String(value);
}

/** Many rows by few statements: history is a hundred times more rows than any use case of the product writes at once. */
export async function insertRows<Row extends object>(tx: Tx, table: string, columns: Columns<Row>, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const select = names.map((name, i) => `r.c${i}::${columns[name]}`).join(", ");
  const arrays = names.map((_, i) => `$${i + 1}::text[]`).join(", ");
  const text = `insert into ${table} (${names.join(", ")}) select ${select} from unnest(${arrays}) as r(${names.map((_, i) => `c${i}`).join(", ")})`;
  for (let at = 0; at < rows.length; at += chunk) {
    const part = rows.slice(at, at + chunk);
    await sql(tx.em, text, names.map((name) => part.map((row) => asText(row[name]))));
  }
}
