import { buildSchema, type NonEmptyArray } from "type-graphql";
import { isInputObjectType, isObjectType, type GraphQLSchema } from "graphql";
import type { ModuleDefinition } from "../module.ts";
import { enforceAccess } from "../policy/enforce.ts";
import "./filters.ts";

const noTopics = {
  publish(): void {},
  subscribe(): never {
    throw new Error("a subscription names its source with `subscribe`");
  },
};

/** One executable schema from all modules; refuses to build when an operation declares no access. */
export async function createSchema(modules: readonly ModuleDefinition[]): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: modules.flatMap((module) => [...module.resolvers]) as NonEmptyArray<Function>,
    // Without this, validation errors would carry the values that were sent: patient data.
    validate: { validationError: { target: false, value: false }, forbidUnknownValues: false },
    validateFn: undefined,
    // type-graphql asks for one as soon as there is a subscription. Ours name their own source (`liveItems`), so it is never used.
    pubSub: noTopics,
  });
  for (const { name, filterType, orderType } of modules.flatMap((module) => module.lists ?? [])) {
    for (const type of [filterType, orderType])
      if (type && !isInputObjectType(schema.getType(type)))
        throw new Error(`list ${name} names ${type}, which is no input type`);
  }
  return enforceAccess(describeArguments(schema));
}

/** graphql.md: every argument is described. These mean the same everywhere, so that they are said once. */
const usual: Readonly<Record<string, string>> = {
  id: "Id of what is meant.",
  input: "What to do, and with what.",
  filter: "Only what matches all of these conditions.",
  orderBy: "Sort by the first; the next ones settle what is equal.",
};

function describeArguments(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
  for (const arg of fields.flatMap((field) => field.args)) arg.description ??= usual[arg.name];
  return schema;
}
