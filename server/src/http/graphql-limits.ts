import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloArmor } from "@escape.tech/graphql-armor";
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from "graphql";
import type { Config, RequestContext } from "../modules/core/index.ts";

export const limits = { depth: 12, aliases: 30, directives: 30, tokens: 3_000, cost: 20_000 };

/** F12, graphql.md “Limits”: one set of rules for HTTP and the socket. */
export interface Guard {
  readonly isIntrospectable: boolean;
  readonly validationRules: ValidationRule[];
  readonly plugins: ApolloServerPlugin<RequestContext>[];
  readonly parseOptions: { readonly maxTokens: number };
  /** For the socket; over HTTP Apollo does both. What is wrong with a document that can't be read or is too long. */
  unparsable(query: string): readonly GraphQLError[] | undefined;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[];
}

export function createGuard({ isProduction, INTROSPECTION }: Config): Guard {
  const isIntrospectable = INTROSPECTION ?? !isProduction;
  const { plugins, validationRules: armour } = new ApolloArmor({
    maxDepth: { n: limits.depth, ignoreIntrospection: true },
    maxAliases: { n: limits.aliases },
    maxDirectives: { n: limits.directives },
    maxTokens: { n: limits.tokens },
    costLimit: { maxCost: limits.cost, ignoreIntrospection: true },
    // formatError hides them, on the socket too.
    blockFieldSuggestion: { enabled: false },
  }).protect();
  const socketRules = [...specifiedRules, ...(isIntrospectable ? [] : [NoSchemaIntrospectionCustomRule]), ...armour];
  const parseOptions = { maxTokens: limits.tokens };
  return {
    isIntrospectable,
    parseOptions,
    validationRules: [...armour],
    // The armour is typed against the CommonJS face of Apollo; at run time it is the same plugin.
    plugins: plugins as unknown as ApolloServerPlugin<RequestContext>[],
    unparsable(query) {
      try {
        parse(query, parseOptions);
        return undefined;
      } catch (error) {
        return refusal(error, "GRAPHQL_PARSE_FAILED");
      }
    },
    validate(schema, document) {
      try {
        return validate(schema, document, socketRules).map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED"));
      } catch (error) {
        return refusal(error, "GRAPHQL_VALIDATION_FAILED");
      }
    },
  };
}

/** The armour throws at the first excess; let through, graphql-ws would close the socket with all its subscriptions. */
function refusal(error: unknown, code: string): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [withCode(error, code)];
  throw error;
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
