import "reflect-metadata";
import { DataloaderType, MikroORM, type Options } from "@mikro-orm/postgresql";
import { ReflectMetadataProvider } from "@mikro-orm/decorators/legacy";
import { Migrator } from "@mikro-orm/migrations";
import { fileURLToPath } from "node:url";
import type { Config } from "../config/config.ts";
import { PooledPostgreSqlDriver } from "./postgresql.driver.ts";

/** `<root>/migrations`, from source and from the build alike. */
const migrationsDirectory = fileURLToPath(new URL("../../../../../migrations/", import.meta.url));

const timestamptz = 1184;

/** MikroORM leaves times as text and parses them when it fills entities; `sql` has no entities, and its rows hold Dates. */
function readTimesAsDates(pool: {
  options: { types?: { setTypeParser(oid: number, parse: (text: string) => Date): void } };
}): void {
  pool.options.types?.setTypeParser(timestamptz, (text) => new Date(text));
}

export type EntityClassList = NonNullable<Options["entities"]>;

/** Tables that MikroORM must leave alone: partitions and what triggers keep. */
const unmanagedTables = [
  /_p\d{6}$/,
  /_default$/,
  "audit_seal",
  "audit_unsealed",
  "audit_anchor",
  "audit_chain",
  "audit_refusal",
  "retention_setting",
];

/** What a connection needs; without a statement timeout there is none: migrations and restores take the time they need. */
export type OrmConfig = Pick<Config, "DATABASE_URL" | "DATABASE_POOL"> &
  Partial<Pick<Config, "STATEMENT_TIMEOUT_SECONDS">>;

export function ormOptions(config: OrmConfig, entities: EntityClassList): Options {
  return {
    driver: PooledPostgreSqlDriver,
    clientUrl: config.DATABASE_URL,
    entities,
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    // 42 queries became 2 for a page with its relations (measured, see the design notes).
    dataloader: DataloaderType.ALL,
    // Joining every scoped relation into every scoped list made lists twenty times slower; a relation is filtered when it is loaded.
    autoJoinRefsForFilters: false,
    forceUtcTimezone: true,
    pool: { min: 0, max: config.DATABASE_POOL },
    driverOptions: {
      connectionTimeoutMillis: 5_000,
      application_name: "px360",
      keepAlive: true,
      statement_timeout: (config.STATEMENT_TIMEOUT_SECONDS ?? 0) * 1_000,
      onPoolCreated: readTimesAsDates,
    },
    migrations: {
      path: migrationsDirectory,
      glob: "*.ts",
      snapshot: true,
      snapshotName: "snapshot",
      // Only `npm run drift -- --write` writes it: a start must leave the tree, and a read-only image, alone.
      snapshotOnMigrate: false,
      tableName: "schema_migration",
      allOrNothing: true,
      // The caller says what ran.
      silent: true,
      emit: "ts",
    },
    // Triggers and functions are written in the migrations by hand.
    schemaGenerator: { skipTables: unmanagedTables, ignoreTriggers: true, ignoreRoutines: true },
    // Values in a statement may be a patient's: only statements go to a log, and only when asked for.
    debug: false,
  };
}

export function createOrm(config: OrmConfig, entities: EntityClassList): Promise<MikroORM> {
  return MikroORM.init(ormOptions(config, entities));
}
