import type { Express } from "express";
import { openApiText } from "./document.ts";

export function openApiRoutes(app: Express): void {
  app.get(
    "/api/openapi.json",
    (_req, res) => void res.type("application/json").set("cache-control", "public, max-age=300").send(openApiText),
  );
}
