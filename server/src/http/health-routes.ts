import type { Express } from "express";
import { scopedFork, sql, systemScope, type Kernel } from "../modules/core/index.ts";

const answersWithin = 2_000;

async function isUp(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), answersWithin);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** F12: liveness says that the process answers; readiness that it can work. */
export function healthRoutes(app: Express, kernel: Kernel): void {
  app.get("/health", (_req, res) => void res.json({ status: "ok" }));
  app.get("/health/ready", async (_req, res) => {
    const [database, redis] = await Promise.all([
      isUp(() => sql(scopedFork(kernel.orm.em, systemScope), "select 1")),
      isUp(() => kernel.redis.ping()),
    ]);
    const state = (up: boolean) => (up ? "up" : "down");
    res
      .status(database && redis ? 200 : 503)
      .json({ status: database && redis ? "ok" : "unavailable", database: state(database), redis: state(redis) });
  });
}
