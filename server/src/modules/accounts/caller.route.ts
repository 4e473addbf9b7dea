import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { answerRefusal, languageOf, onlyLooking, RequestContext, type Kernel, type Viewer } from "../core/index.ts";
import { viewerOfRequest } from "./authenticate.ts";

/** A REST route of a signed-in person: the same token, rights, language and refusals as over GraphQL. */
export function callerRoute(
  kernel: Kernel,
  work: (context: RequestContext, req: Request, res: Response) => Promise<void>,
  viewerOf: (req: Request) => Promise<Viewer | null> = (req) => viewerOfRequest(kernel, req),
): RequestHandler {
  return async (req, res) => {
    const requestId = String(res.getHeader("x-request-id") ?? randomUUID());
    let language = languageOf(req.get("accept-language"));
    try {
      const viewer = await viewerOf(req);
      if (viewer?.viewedBy && req.method !== "GET") throw onlyLooking();
      // As over GraphQL: a signed-in caller without the header gets their own.
      if (viewer && !req.get("accept-language")) language = viewer.language;
      const facts = {
        requestId,
        address: req.ip ?? "unknown",
        userAgent: req.get("user-agent"),
        language,
        http: { req, res },
      };
      await work(new RequestContext(kernel, viewer, facts), req, res);
    } catch (error) {
      if (res.headersSent) return void res.destroy();
      if (!answerRefusal(res, requestId, error, language)) throw error;
    }
  };
}
