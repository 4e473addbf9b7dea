import { PostgreSqlConnection, PostgreSqlDriver } from "@mikro-orm/postgresql";
import type { Driver, PostgresDialect } from "kysely";

/**
 * Kysely gives a connection back only after a rollback that succeeded. On a connection that the server dropped none does, nor does `begin`:
 * each transaction that was open during a failover would keep its place in the pool for ever, until nothing is left to connect with
 * (kysely issue 1990).
 */
function withReleases(driver: Driver): Driver {
  const begin = driver.beginTransaction.bind(driver);
  const rollback = driver.rollbackTransaction.bind(driver);
  return Object.assign(driver, {
    beginTransaction: async (...[connection, settings]: Parameters<typeof begin>) => {
      try {
        await begin(connection, settings);
      } catch (error) {
        await driver.releaseConnection(connection);
        throw error;
      }
    },
    rollbackTransaction: async (...[connection]: Parameters<typeof rollback>) => {
      try {
        await rollback(connection);
      } catch {
        // Only a lost connection refuses a rollback, and with it the server has rolled back. The pool drops it when it is given back,
        // and the caller hears why the transaction failed in the first place.
      }
    },
  } satisfies Partial<Driver>);
}

class Connection extends PostgreSqlConnection {
  override createKyselyDialect(overrides: Parameters<PostgreSqlConnection["createKyselyDialect"]>[0]): PostgresDialect {
    const dialect = super.createKyselyDialect(overrides);
    const createDriver = dialect.createDriver.bind(dialect);
    dialect.createDriver = () => withReleases(createDriver());
    return dialect;
  }
}

/** MikroORM's driver, with connections that find their way back to the pool however a transaction ends. */
export class PooledPostgreSqlDriver extends PostgreSqlDriver {
  protected override readonly connection = new Connection(this.config);
}
