import { buildSchema, type NonEmptyArray } from "type-graphql";
import type { GraphQLSchema } from "graphql";
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
  return enforceAccess(schema);
}
