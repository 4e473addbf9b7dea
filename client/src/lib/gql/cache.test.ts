import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { isEmbedded } from "./cache.ts";

const schema = buildSchema(readFileSync(fileURLToPath(new URL("../../../../schema.graphql", import.meta.url)), "utf8"));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !roots.includes(type) && !type.name.startsWith("__"))
  // The payload that may carry the id of something else has none of its own.
  .map((type) => ({ name: type.name, hasId: type.getFields()["id"]?.type.toString() === "ID!" }));
const namesOf = (hasId: boolean, isListed: boolean) =>
  types.filter((type) => type.hasId === hasId && isEmbedded(type.name) === isListed).map(({ name }) => name);

describe("the cache of the console", () => {
  it("knows each type without an id as one that lives inside another", () => {
    expect(namesOf(false, true).length).toBeGreaterThan(100);
    expect(namesOf(false, false)).toEqual([]);
  });
  it("keeps each type with an id as a thing of its own", () => {
    expect(namesOf(true, false)).toContain("Complaint");
    expect(namesOf(true, true)).toEqual([]);
  });
});
