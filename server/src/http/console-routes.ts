import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Express, Request, Response } from "express";
import sirv from "sirv";

const directory = (name: string) => fileURLToPath(new URL(`../../../client/${name}/`, import.meta.url));

const yearSeconds = 31_536_000;

/** The built console at `/` (unknown paths are its own routes), and the assets of the public form. */
export function consoleRoutes(app: Express): void {
  const dist = directory("dist");
  if (!existsSync(dist)) {
    app.get("/", (_req: Request, res: Response) => {
      res.status(503).type("text").send("The console is not built yet. Run: npm run build");
    });
    return;
  }
  app.use(
    sirv(dist, {
      single: true,
      etag: true,
      setHeaders(res, pathname) {
        // Hashed names never change; the page that names them always may.
        const isHashed = pathname.startsWith("/assets/");
        res.setHeader("cache-control", isHashed ? `public, max-age=${yearSeconds}, immutable` : "no-cache");
      },
    }),
  );
}
