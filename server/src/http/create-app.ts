import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import { sendProblem, type Kernel, type ModuleDefinition } from "../modules/core/index.ts";
import { consoleRoutes } from "./console-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { ideRoutes } from "./ide-routes.ts";
import { printRoutes } from "./print/print.routes.ts";
import { withRequestFacts } from "./request-facts.ts";
import { securityHeaders } from "./security-headers.ts";

/** The Express application: health, REST routes of the modules, GraphQL, and the console's files last. */
export function createApp(
  kernel: Kernel,
  modules: readonly ModuleDefinition[],
  graphql: RequestHandler,
  ownUrl: () => string,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // A path works with and without its trailing slash (intake.md).
  app.set("strict routing", false);
  app.set("trust proxy", kernel.config.TRUSTED_PROXIES);
  app.use(withRequestFacts(kernel.log));
  app.use(securityHeaders(kernel.config));
  healthRoutes(app, kernel);
  for (const module of modules) module.routes?.(app, kernel);
  printRoutes(app, kernel, ownUrl);
  app.use("/graphql", express.json({ limit: "1mb" }), graphql);
  app.use("/api", (_req: Request, res: Response) =>
    sendProblem(res, requestIdOf(res), 404, "There is nothing at this address. See /api/openapi.json."),
  );
  ideRoutes(app, kernel.config);
  consoleRoutes(app);
  app.use(answerErrors(kernel));
  return app;
}

const requestIdOf = (res: Response) => String(res.getHeader("x-request-id") ?? "");

/** Body parsers and routes throw here. Nothing of the body or the stack reaches the caller or the log. */
function answerErrors(kernel: Kernel) {
  return (error: unknown, _req: Request, res: Response, _next: NextFunction): void => {
    const { type, status } = (error ?? {}) as { type?: string; status?: number };
    const id = requestIdOf(res);
    if (type === "entity.too.large") return sendProblem(res, id, 413, "The body is larger than this address takes.");
    if (type === "entity.parse.failed") return sendProblem(res, id, 400, "The body is not valid JSON.");
    if (type === "encoding.unsupported" || type === "charset.unsupported") {
      return sendProblem(res, id, 415, "Send UTF-8, plain or with gzip, deflate or br.");
    }
    if (status && status >= 400 && status < 500) return sendProblem(res, id, status, "The request could not be read.");
    kernel.log.error({ err: error, requestId: id }, "a request failed");
    sendProblem(res, id, 500, "It has been noted. Please try again.");
  };
}
