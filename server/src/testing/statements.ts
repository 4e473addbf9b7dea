import pg from "pg";

/** The statements that some work sends to PostgreSQL, transaction brackets left out: for tests against N+1 and of hot paths. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const original = pg.Client.prototype.query;
  const statements: string[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
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
