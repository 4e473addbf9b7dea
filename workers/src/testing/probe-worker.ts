import { coreModule, createKernel, loadConfig } from "@px360/server/modules/core";
import { startWorker } from "../start-worker.ts";
import { probeHandlers, probeModules } from "./probe.ts";

// A worker as a process of its own, for tests that kill it. Its lease is short, so that they need not wait a minute.
const kernel = await createKernel(loadConfig(), [coreModule, ...probeModules], { name: "px360-probe-worker" });
const worker = startWorker(kernel, probeModules, probeHandlers, {
  leaseSeconds: Number(process.env["PROBE_LEASE_SECONDS"] ?? 2),
  sweepMs: 250,
});
console.log("ready");
process.on(
  "SIGTERM",
  () =>
    void worker
      .stop()
      .then(() => kernel.close())
      .then(() => process.exit(0)),
);
