import { randomBytes } from "node:crypto";
import pg from "pg";
import { createOrm, migrate, type ModuleDefinition } from "../modules/core/index.ts";

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

function adminUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`, which starts a database");
  return url;
}

export async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function named(name: string): TestDatabase {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => asAdmin(`drop database if exists "${name}" with (force)`) };
}

const unique = (what: string) => `px360_${what}_${process.pid}_${randomBytes(4).toString("hex")}`;

/** An empty database with all migrations run: copied for each test file, so that migrating is paid for once. */
export async function prepareTemplate(modules: readonly ModuleDefinition[]): Promise<TestDatabase> {
  const template = named(unique("template"));
  await asAdmin(`create database "${template.name}"`);
  const orm = await createOrm(
    { DATABASE_URL: template.url, DATABASE_POOL: 2 },
    modules.flatMap((module) => [...module.entities]) as never,
  );
  try {
    await migrate(orm);
  } finally {
    await orm.close(true);
  }
  return template;
}

/** Without any table: for a test that runs migrations itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const database = named(unique("empty"));
  await asAdmin(`create database "${database.name}"`);
  return database;
}

/** A copy of the template (about 40 ms), for code that commits on its own connections. */
export async function createTestDatabase(template = process.env["PX360_TEST_TEMPLATE"]): Promise<TestDatabase> {
  if (!template) throw new Error("no template database: is the global setup configured?");
  const database = named(unique("test"));
  await asAdmin(`create database "${database.name}" template "${template}" strategy file_copy`);
  return database;
}
