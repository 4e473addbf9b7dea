import { readFile, writeFile } from "node:fs/promises";
import { lexicographicSortSchema, printSchema } from "graphql";
import { modules } from "../app.ts";
import { matrixDocument } from "../modules/accounts/index.ts";
import { createSchema } from "../modules/core/index.ts";
import { createTestDatabase, prepareTemplate } from "../testing/test-database.ts";
import { createTestOrm } from "../testing/test-kernel.ts";

/**
 * `npm run drift`: fails when schema.graphql is not what the code prints, when the migrations do not lead to what the
 * entities say, or when migrations/snapshot.json does not hold it. With `--write` it writes schema.graphql, docs/access.md and, once
 * the migrations lead there, the snapshot; and prints the statements that a new migration needs.
 */
const isWriting = process.argv.includes("--write");
const schemaFile = new URL("../../../schema.graphql", import.meta.url);
const snapshotFile = new URL("../../../migrations/snapshot.json", import.meta.url);
/** Held by a test of accounts. */
const matrixFile = new URL("../../../docs/access.md", import.meta.url);

const printed = `${printSchema(lexicographicSortSchema(await createSchema(modules)))}\n`;
const committed = await readFile(schemaFile, "utf8").catch(() => "");
let hasDrift = false;

if (isWriting) {
  await writeFile(schemaFile, printed);
  await writeFile(matrixFile, matrixDocument());
} else if (committed !== printed) {
  hasDrift = true;
  console.error("schema.graphql is not what the code prints. Run: npm run drift -- --write");
}

const template = await prepareTemplate(modules);
const database = await createTestDatabase(template.name);
const orm = await createTestOrm(database.url, modules);
try {
  const { up } = await orm.schema.getUpdateSchemaMigrationSQL({ wrap: false });
  if (up.trim() !== "") {
    hasDrift = !isWriting || hasDrift;
    console.error(`The migrations do not lead to what the entities say. Missing:\n${up}`);
  } else if (isWriting) {
    await writeFile(snapshotFile, `${JSON.stringify(orm.schema.getTargetSchema(), null, 2)}\n`);
  } else if (await orm.migrator.checkSchema()) {
    hasDrift = true;
    console.error("migrations/snapshot.json is not what the entities say. Run: npm run drift -- --write");
  }
} finally {
  await orm.close(true);
  await database.drop();
  await template.drop();
}
if (hasDrift) process.exit(1);
console.log(
  isWriting
    ? "schema.graphql and migrations/snapshot.json are written."
    : "No drift: schema.graphql and the migrations match the code.",
);
process.exit(0);
