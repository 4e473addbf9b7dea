import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import type { RequestHandler } from "express";
import type { GraphQLSchema } from "graphql";
import { viewerOfRequest } from "../modules/accounts/index.ts";
import { formatError, RequestContext, type Kernel } from "../modules/core/index.ts";
import type { Guard } from "./graphql-limits.ts";
import { factsOf } from "./request-facts.ts";

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
        if (
          isLegacy &&
          response.body.kind === "single" &&
          response.body.singleResult.errors &&
          response.http.status === 400
        ) {
          response.http.status = 200;
        }
      },
    };
  },
};

export interface GraphQLOverHttp {
  readonly handler: RequestHandler;
  stop(): Promise<void>;
}

export async function createGraphQL(kernel: Kernel, schema: GraphQLSchema, guard: Guard): Promise<GraphQLOverHttp> {
  const { isProduction } = kernel.config;
  const apollo = new ApolloServer<RequestContext>({
    schema,
    plugins: [...guard.plugins, specificationStatus],
    validationRules: guard.validationRules,
    introspection: guard.isIntrospectable,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: guard.parseOptions,
    formatError: (formatted, error) => formatError(formatted, error, { ...factsOf(), isProduction }),
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
  return { handler, stop: () => apollo.stop() };
}
