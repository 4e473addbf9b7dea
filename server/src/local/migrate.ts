import { modules } from "../app.ts";
import { createOrm, loadConfig, migrate } from "../modules/core/index.ts";

/** `migrate.ts`: brings the database of DATABASE_URL up to date and says what it did. Exits 1 when a migration fails. */
const orm = await createOrm(
  { ...loadConfig(), STATEMENT_TIMEOUT_SECONDS: 0 },
  modules.flatMap((module) => [...module.entities]) as never,
);
try {
  const names = await migrate(orm);
  console.log(names.length > 0 ? `Migrated: ${names.join(", ")}` : "The database is up to date.");
} finally {
  await orm.close(true);
}
