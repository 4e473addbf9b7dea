import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { documents } from "./patients.ts";

describe("what the simulator asks of the API", () => {
  const schema = buildSchema(readFileSync(new URL("../../../../schema.graphql", import.meta.url), "utf8"));

  it.each(Object.entries(documents))("%s is valid against schema.graphql", (_name, document) => {
    expect(validate(schema, parse(document))).toEqual([]);
  });
});
