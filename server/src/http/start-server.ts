import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSchema, type Kernel, type ModuleDefinition } from "../modules/core/index.ts";
import { createApp } from "./create-app.ts";
import { createGraphQL } from "./graphql-http.ts";
import { createGuard } from "./graphql-limits.ts";
import { attachSockets } from "./graphql-socket.ts";

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  /** Lets requests in progress finish, closes sockets with a code that makes clients reconnect elsewhere. */
  stop(): Promise<void>;
}

/** HTTP and WebSocket on one port. Rejects when the port is taken. */
export async function startServer(kernel: Kernel, modules: readonly ModuleDefinition[]): Promise<RunningServer> {
  const schema = await createSchema(modules);
  const guard = createGuard(kernel.config);
  const graphql = await createGraphQL(kernel, schema, guard);
  const http = createServer();
  // An address that stands for all of them is none to go to.
  const host = /^(0\.0\.0\.0|::)$/.test(kernel.config.HOST) ? "127.0.0.1" : kernel.config.HOST;
  const ownUrl = () => `http://${host}:${(http.address() as AddressInfo).port}`;
  http.on("request", createApp(kernel, modules, graphql.handler, ownUrl));
  const sockets = attachSockets(kernel, schema, guard, http);
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(kernel.config.PORT, kernel.config.HOST, resolve);
  });
  const { port } = http.address() as AddressInfo;
  return {
    port,
    url: `http://${kernel.config.HOST}:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeIdleConnections();
        setTimeout(() => http.closeAllConnections(), 5_000).unref();
      });
      await Promise.all([sockets.stop(), closed]);
      await graphql.stop();
    },
  };
}
