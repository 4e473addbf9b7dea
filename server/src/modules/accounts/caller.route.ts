import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import {
  answerRefusal,
  languageOf,
  onlyLooking,
  Refusal,
  RequestContext,
  type Kernel,
  type Viewer,
} from "../core/index.ts";
import { viewerOfRequest } from "./authenticate.ts";

interface CallerRouteOptions {
  readonly viewerOf?: (req: Request) => Promise<Viewer | null>;
  /** It changes nothing though it is no GET: open to whoever looks as somebody else (AC-15). */
  readonly isReading?: boolean;
}

/** A REST route of a signed-in person: the same token, rights, language and refusals as over GraphQL. */
export function callerRoute(
  kernel: Kernel,
  work: (context: RequestContext, req: Request, res: Response) => Promise<void>,
  { viewerOf = (req) => viewerOfRequest(kernel, req), isReading = false }: CallerRouteOptions = {},
): RequestHandler {
  return async (req, res) => {
    const requestId = String(res.getHeader("x-request-id") ?? randomUUID());
    let language = languageOf(req.get("accept-language"));
    let context: RequestContext | null = null;
    try {
      const viewer = await viewerOf(req);
      // As over GraphQL: a signed-in caller without the header gets their own.
      if (viewer && !req.get("accept-language")) language = viewer.language;
      const facts = {
        requestId,
        address: req.ip ?? "unknown",
        userAgent: req.get("user-agent"),
        language,
        http: { req, res },
      };
      context = new RequestContext(kernel, viewer, facts);
      if (viewer?.viewedBy && req.method !== "GET" && !isReading) throw onlyLooking();
      await work(context, req, res);
    } catch (error) {
      // The route's pattern, not the address: that may carry what nobody should read in the trail.
      if (error instanceof Refusal && error.code === "FORBIDDEN")
        await context?.reportRefusal(`${req.method} ${String(req.route?.path ?? "")}`);
      if (res.headersSent) return void res.destroy();
      if (!answerRefusal(res, requestId, error, language)) throw error;
    }
  };
}
