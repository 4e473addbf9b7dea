import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import { ApolloArmor } from "@escape.tech/graphql-armor";
import type { RequestHandler } from "express";
import type { GraphQLSchema, ValidationRule } from "graphql";
import { viewerOfRequest } from "../modules/accounts/index.ts";
import { formatError, RequestContext, type Kernel } from "../modules/core/index.ts";
import { factsOf } from "./request-facts.ts";

export const limits = { depth: 12, aliases: 30, directives: 30, tokens: 3_000, cost: 20_000 };

/** F12, graphql.md “Limits”: the same rules guard HTTP and the socket. */
function armour(isProduction: boolean) {
  return new ApolloArmor({
    maxDepth: { n: limits.depth, ignoreIntrospection: true },
    maxAliases: { n: limits.aliases },
    maxDirectives: { n: limits.directives },
    maxTokens: { n: limits.tokens },
    costLimit: { maxCost: limits.cost, ignoreIntrospection: true },
    blockFieldSuggestion: { enabled: isProduction },
  }).protect();
}

/**
 * GraphQL over HTTP: with `Accept: application/json` a request error is answered with 200, as the specification
 * recommends for clients that know only that type (audits 55 → 61 of 61).
 */
const specificationStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        const accept = request.http?.headers.get("accept") ?? "";
        const isLegacy = accept.includes("application/json") && !accept.includes("application/graphql-response+json");
        if (isLegacy && response.body.kind === "single" && response.body.singleResult.errors && response.http.status === 400) {
          response.http.status = 200;
        }
      },
    };
  },
};

export interface GraphQLOverHttp {
  readonly handler: RequestHandler;
  readonly validationRules: ValidationRule[];
  stop(): Promise<void>;
}

export async function createGraphQL(kernel: Kernel, schema: GraphQLSchema): Promise<GraphQLOverHttp> {
  const { isProduction, INTROSPECTION } = kernel.config;
  const protection = armour(isProduction);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    // The armour is typed against the CommonJS face of Apollo; at run time it is the same plugin.
    plugins: [...(protection.plugins as unknown as ApolloServerPlugin<RequestContext>[]), specificationStatus],
    validationRules: [...protection.validationRules],
    introspection: INTROSPECTION ?? !isProduction,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    formatError: (formatted, error) => formatError(formatted, error, factsOf()),
  });
  await apollo.start();
  const handler = expressMiddleware(apollo, {
    context: async ({ req, res }) => {
      const viewer = await viewerOfRequest(kernel, req);
      const facts = factsOf();
      // The console says in which language it is; a signed-in caller without a header gets their own.
      if (viewer && !req.get("accept-language")) facts.language = viewer.language;
      return new RequestContext(kernel, viewer, {
        requestId: facts.requestId,
        address: req.ip ?? "unknown",
        userAgent: req.get("user-agent"),
        language: facts.language,
        http: { req, res },
      });
    },
  });
  return { handler, validationRules: [...protection.validationRules], stop: () => apollo.stop() };
}
