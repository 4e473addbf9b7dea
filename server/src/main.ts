import { startServer } from "./http/start-server.ts";
import { modules } from "./app.ts";
import { createKernel, loadConfig } from "./modules/core/index.ts";

const config = loadConfig();
const kernel = await createKernel(config, modules, { name: "px360-server" });
const server = await startServer(kernel, modules);
kernel.log.info({ port: server.port }, "server is listening");

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void server
      .stop()
      .then(() => kernel.close())
      .then(() => process.exit(0));
  });
}
