import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { groupsOf } from "./audit-groups.ts";

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const schema = buildSchema(read("../../../../schema.graphql"));
type Words = { [key: string]: string | Words };

function wordsIn(language: string) {
  const files = new Map<string, Words>();
  return (key: string): Words | string | undefined => {
    const [file = "", ...path] = key.split(".");
    if (!files.has(file)) files.set(file, JSON.parse(read(`../../locales/${language}/${file}.json`)) as Words);
    return path.reduce<Words | string | undefined>(
      (at, part) => (typeof at === "object" ? at[part] : undefined),
      files.get(file),
    );
  };
}

/** The questions of a survey are versions of their own: the trail says that they were changed, not how. */
const notInTheTrail = ["SurveyDefinitionInput"];

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What the trail tells of: the kinds of target that have a name, and what mutations take about them. */
function auditedTypes(isTarget: (type: string) => boolean) {
  const types = Object.values(schema.getTypeMap());
  const targets = types.filter(isObjectType).filter(({ name }) => isTarget(name));
  const found = new Map<GraphQLObjectType | GraphQLInputObjectType, string>(targets.map((type) => [type, type.name]));
  const take = (type: unknown): void => {
    if (!isInputObjectType(type) || found.has(type) || type.name.endsWith("Filter")) return;
    if (notInTheTrail.includes(type.name)) return;
    const about = targets.map(({ name }) => name).filter((name) => type.name.includes(name));
    found.set(type, about.toSorted((a, b) => b.length - a.length)[0] ?? "");
    for (const field of Object.values(type.getFields())) take(getNamedType(field.type));
  };
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  for (const { type } of mutations.flatMap(({ args }) => args)) take(getNamedType(type));
  return found;
}

describe("the words of the audit trail", () => {
  it.each(["en", "ar"])("%s: every value of an enum that can stand in it has some", (language) => {
    const words = wordsIn(language);
    const wordless = new Set<string>();
    let count = 0;
    for (const [type, target] of auditedTypes((name) => words(`audit.thing.${lowerFirst(name)}`) !== undefined))
      for (const field of Object.values(type.getFields())) {
        const values = getNamedType(field.type);
        if (!isEnumType(values)) continue;
        for (const { name } of values.getValues()) {
          count++;
          const groups = groupsOf(field.name, target);
          if (!groups.some((group) => typeof words(`${group}.${name}`) === "string"))
            wordless.add(`${target}.${field.name}: ${values.name}.${name}`);
        }
      }
    // The kind of evidence is told of its action.
    const told = schema.getType("EvidenceKind");
    for (const { name } of isEnumType(told) ? told.getValues() : [])
      if (typeof words(`audit.value.${name}`) !== "string") wordless.add(`PxAction.kind: EvidenceKind.${name}`);
    expect([...wordless]).toEqual([]);
    expect(count).toBeGreaterThan(250);
  });
});
