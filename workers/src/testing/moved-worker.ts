import { modules } from "@px360/server/app";
import { createKernel, loadConfig, type JobHandler } from "@px360/server/modules/core";
import { handlers } from "../handlers.ts";
import { startWorker } from "../start-worker.ts";

// A whole worker as a process of its own. Whoever started it moves its time, and hears which ticks it runs.
let ahead = 0;
process.on("message", (time: string) => (ahead = Date.parse(time) - Date.now()));
const tell = (message: object) => process.send?.(message);

const told = (handler: JobHandler): JobHandler =>
  "run" in handler
    ? {
        ...handler,
        async run(kernel) {
          tell({ tick: handler.contract.name, isRunning: true });
          await handler.run(kernel).finally(() => tell({ tick: handler.contract.name, isRunning: false }));
        },
      }
    : handler;

process.once("message", () => {
  void createKernel(loadConfig(), modules, {
    name: "px360-moved-worker",
    clock: () => new Date(Date.now() + ahead),
  }).then((kernel) => {
    const worker = startWorker(kernel, modules, handlers.map(told), { tickPollMs: 100, sweepMs: 250 });
    tell({ isReady: true });
    process.on(
      "SIGTERM",
      () =>
        void worker
          .stop()
          .then(() => kernel.close())
          .then(() => process.exit(0)),
    );
  });
});
process.on("disconnect", () => process.exit(1));
