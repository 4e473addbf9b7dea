import { createRequire } from "node:module";

// MikroORM's own copy of the driver, which may be another than ours.
const pg = createRequire(import.meta.resolve("@mikro-orm/postgresql"))("pg") as typeof import("pg");

/** The statements that some work sends to PostgreSQL, transaction brackets left out: for tests against N+1 and of hot paths. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const original = pg.Client.prototype.query;
  const statements: string[] = [];
  pg.Client.prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === "string" ? first : ((first as { text?: string } | null)?.text ?? "");
    if (!/^(begin|commit|rollback|savepoint|set|start)/i.test(text)) statements.push(text);
    return (original as (...all: unknown[]) => unknown).apply(this, given);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}
