import type { Express, NextFunction, Request, Response } from "express";
import type { Config } from "../modules/core/index.ts";

/**
 * In development only: Altair at /altair, served from its package, no CDN. It brings inline scripts of its own, so the strict
 * policy of the console does not apply to it. It is a development dependency: loaded when it is asked for, absent in production.
 */
export function ideRoutes(app: Express, config: Config): void {
  if (config.NODE_ENV !== "development") return;
  app.use("/altair", (req: Request, res: Response, next: NextFunction) => {
    res.removeHeader("content-security-policy");
    import("altair-express-middleware")
      .then(({ altairExpress }) => altairExpress({ endpointURL: "/graphql" })(req, res, next))
      .catch(next);
  });
}
