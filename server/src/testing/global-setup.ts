import { modules } from "../app.ts";
import { prepareTemplate } from "./test-database.ts";

/** Vitest runs it once: one migrated template database for the whole run. */
export default async function setup(): Promise<() => Promise<void>> {
  const template = await prepareTemplate(modules);
  process.env["PX360_TEST_TEMPLATE"] = template.name;
  return () => template.drop();
}
