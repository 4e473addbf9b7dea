import { sql, type Tx } from "../../modules/core/index.ts";

/** Column → PostgreSQL type, in the order of the statement. */
export type Columns<Row> = { readonly [Column in keyof Row]-?: string };

const chunk = 2_000;

const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
const plainTypes = new Set(["uuid", "int", "smallint", "boolean", "double precision"]);

/** One element of an array literal. Written here: the driver looks at each character of a million values. */
function element(value: unknown, type: string): string {
  if (value === null || value === undefined) return "NULL";
  if (value instanceof Date) return `"${value.toISOString()}"`;
  if (plainTypes.has(type)) return String(value);
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString("hex")}"`;
  if (Array.isArray(value)) return quoted(`{${value.map((each) => quoted(String(each))).join(",")}}`);
  return quoted(String(value));
}

/** Rows made one by one as they are asked for. */
export function* mapped<Item, Row>(items: readonly Item[], toRow: (item: Item) => Row): Iterable<Row> {
  for (const item of items) yield toRow(item);
}

export function* flatMapped<Item, Row>(items: readonly Item[], toRows: (item: Item) => readonly Row[]): Iterable<Row> {
  for (const item of items) yield* toRows(item);
}

/**
 * Many rows by few statements: history is a hundred times more rows than any use case of the product writes at once. The rows
 * may be made as they are needed: while the database takes one chunk, the next is being made and sealed.
 */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  columns: Columns<Row>,
  rows: Iterable<Row>,
): Promise<void> {
  const started = performance.now();
  const names = Object.keys(columns) as (keyof Row & string)[];
  // An array of arrays has no such type: those travel as text.
  const isArray = (name: keyof Row & string) => columns[name].endsWith("[]");
  const select = names.map((name, i) => (isArray(name) ? `r.c${i}::${columns[name]}` : `r.c${i}`)).join(", ");
  const arrays = names.map((name, i) => `$${i + 1}::${isArray(name) ? "text" : columns[name]}[]`).join(", ");
  const text = `insert into ${table} (${names.join(", ")}) select ${select} from unnest(${arrays}) as r(${names.map((_, i) => `c${i}`).join(", ")})`;
  let count = 0;
  let running: Promise<unknown> = Promise.resolve();
  const send = async (part: readonly Row[]) => {
    const values = names.map((name) => `{${part.map((row) => element(row[name], columns[name])).join(",")}}`);
    await running;
    count += part.length;
    running = sql(tx.em, text, values);
    // Its failure is met by whoever awaits it next; until then it must not count as forgotten.
    running.catch(() => {});
    // Lets the driver write the statement to its connection before the next chunk takes the processor.
    await new Promise(setImmediate);
  };
  let part: Row[] = [];
  for (const row of rows) {
    if (part.push(row) < chunk) continue;
    await send(part);
    part = [];
  }
  if (part.length > 0) await send(part);
  await running;
  tx.kernel.log.debug({ table, rows: count, ms: Math.round(performance.now() - started) }, "demo rows written");
}
