import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { runTx, sendProblem, systemScope, type Kernel } from "../core/index.ts";
import { createRateLimit } from "./rate-limit.ts";
import { login, refresh, type LoginOutcome } from "./session.service.ts";
import { UserKind } from "./user.entity.ts";

const tokenBody = z.object({ username: z.string().min(1).max(254), password: z.string().min(1).max(1024) });
const refreshBody = z.object({ refresh: z.string().min(1).max(200) });

/** `POST /api/auth/token/` and `/refresh/`: for service accounts only (intake.md). People sign in through GraphQL. */
export function authRoutes(app: Express, kernel: Kernel): void {
  const limit = createRateLimit(kernel, "service-login", 60, 60);
  const json = express.json({ limit: "8kb" });

  const handle =
    (run: (body: unknown, req: Request) => Promise<LoginOutcome | null>) => async (req: Request, res: Response) => {
      const requestId = String(res.getHeader("x-request-id"));
      const seconds = await limit.take(req.ip ?? "unknown");
      if (seconds !== null) {
        res.setHeader("retry-after", String(seconds));
        return sendProblem(res, requestId, 429, `Wait ${seconds} seconds before the next try.`);
      }
      const outcome = await run(req.body, req);
      if (!outcome) return sendProblem(res, requestId, 422, "The body does not have the fields that this call needs.");
      if ("refused" in outcome)
        return sendProblem(res, requestId, 401, outcome.refused.problems[0]?.message.en ?? "Refused.");
      const { opened } = outcome;
      const expiresIn = Math.round((opened.accessExpiresAt.getTime() - kernel.clock().getTime()) / 1000);
      res.setHeader("cache-control", "no-store");
      res.json({ access: opened.accessToken, refresh: opened.refreshToken, expires_in: expiresIn });
    };

  const asAnonymous = <Result>(req: Request, res: string, work: Parameters<typeof runTx<Result>>[2]) =>
    runTx(kernel, { actor: { kind: "SERVICE", label: res, address: req.ip }, scope: systemScope }, work);

  app.post(
    "/api/auth/token",
    json,
    handle(async (body, req) => {
      const parsed = tokenBody.safeParse(body);
      if (!parsed.success) return null;
      return asAnonymous(req, "service-login", (tx) =>
        login(tx, {
          name: parsed.data.username,
          password: parsed.data.password,
          kind: UserKind.SERVICE,
          userAgent: req.get("user-agent"),
        }),
      );
    }),
  );
  app.post(
    "/api/auth/refresh",
    json,
    handle(async (body, req) => {
      const parsed = refreshBody.safeParse(body);
      return parsed.success ? asAnonymous(req, "service-login", (tx) => refresh(tx, parsed.data.refresh)) : null;
    }),
  );
}
