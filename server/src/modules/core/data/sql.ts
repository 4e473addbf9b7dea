import type { EntityManager } from "@mikro-orm/postgresql";
import { CompiledQuery } from "kysely";

/**
 * Runs one statement with bound parameters ($1, $2 …) inside the entity manager's transaction, if it has one.
 * For the hot paths and for aggregates; MikroORM's own `execute` writes the values into the text.
 * Scope filters do NOT reach it: callers add `scopeSql` (P2).
 */
export async function sql<Row extends object = Record<string, unknown>>(
  em: EntityManager,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await em.getKysely().executeQuery(CompiledQuery.raw(text, [...parameters]));
  return result.rows as Row[];
}

/**
 * Takes transaction-scoped advisory locks on business keys (an encounter, an MRN) in one agreed order, so that two
 * workers that need the same two keys cannot deadlock.
 */
export async function lockKeys(em: EntityManager, keys: Iterable<string>): Promise<void> {
  const sorted = [...new Set(keys)].sort();
  if (sorted.length === 0) return;
  // hashtextextended is evaluated in array order: `with ordinality` keeps the planner from reordering it.
  await sql(
    em,
    `select pg_advisory_xact_lock(h) from (
       select distinct hashtextextended(k, 360) as h from unnest($1::text[]) as k order by 1
     ) as locks`,
    [sorted],
  );
}
