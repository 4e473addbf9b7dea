import type { MikroORM } from "@mikro-orm/postgresql";
import { sql } from "./sql.ts";

/**
 * Brings the schema up to date. Several processes may start at once: the first takes the lock, the others wait and find
 * nothing left to do. A failed migration stops the start. Returns the names of those that ran.
 */
export async function migrate(orm: MikroORM): Promise<string[]> {
  // The lock lives in a transaction of its own connection, so that it is let go even when this process dies.
  return orm.em.fork().transactional(async (em) => {
    await sql(em as never, "select pg_advisory_xact_lock(hashtextextended('px360 migrations', 360))");
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  });
}
