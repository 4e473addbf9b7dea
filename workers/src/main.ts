import { modules } from "@px360/server/app";
import { createKernel, loadConfig } from "@px360/server/modules/core";
import { handlers } from "./handlers.ts";
import { startHealth } from "./health.ts";
import { startWorker } from "./start-worker.ts";

/** Docker kills after ten seconds: what has not ended by then comes back by its lease. */
const patienceMs = 9_000;

const config = loadConfig();
const kernel = await createKernel(config, modules, { name: "px360-worker" });
const worker = startWorker(kernel, modules, handlers);
const health =
  config.WORKER_HEALTH_PORT === undefined ? null : await startHealth(kernel, worker, config.WORKER_HEALTH_PORT);
kernel.log.info({ healthPort: health?.port, jobs: handlers.map(({ contract }) => contract.name) }, "worker is running");

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    void Promise.all([worker.stop(), health?.close()])
      .then(() => kernel.close())
      .then(() => process.exit(0));
  });
}
