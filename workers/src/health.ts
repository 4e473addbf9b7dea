import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { scopedFork, sql, systemScope, type Kernel } from "@px360/server/modules/core";
import type { RunningWorker } from "./start-worker.ts";

const answersWithinMs = 2_000;
/** A relay that has not swept for so long hangs. */
const staleSweepMs = 30_000;

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

async function isUp(check: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), answersWithinMs).unref());
  return Promise.race([
    check().then(
      () => true,
      () => false,
    ),
    late,
  ]);
}

/** /health/ tells that the process answers, /health/ready/ that it can work. */
export async function startHealth(kernel: Kernel, worker: RunningWorker, port: number): Promise<HealthServer> {
  const readiness = async () => {
    const [database, redis] = await Promise.all([
      isUp(() => sql(scopedFork(kernel.orm.em, systemScope), "select 1")),
      isUp(() => kernel.redis.ping()),
    ]);
    const swept = worker.lastSweepAt();
    const relay = swept !== null && Date.now() - swept.getTime() < staleSweepMs;
    const state = (up: boolean) => (up ? "up" : "down");
    const isReady = database && redis && relay;
    return {
      isReady,
      body: {
        status: isReady ? "ok" : "unavailable",
        database: state(database),
        redis: state(redis),
        relay: state(relay),
      },
    };
  };
  const server = createServer((req, res) => {
    const answer = (status: number, body: object) =>
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const path = (req.url ?? "").split("?")[0]?.replace(/\/$/, "");
    if (path === "/health") return void answer(200, { status: "ok" });
    if (path !== "/health/ready") return void answer(404, { status: "not found" });
    void readiness().then(({ isReady, body }) => answer(isReady ? 200 : 503, body));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, kernel.config.HOST, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
