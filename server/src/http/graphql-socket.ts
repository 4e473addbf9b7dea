import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { CloseCode, type Context } from "graphql-ws";
import { useServer, type Extra } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { viewerChanged, viewerOfToken } from "../modules/accounts/index.ts";
import {
  formatError,
  languageOf,
  RequestContext,
  rightsOf,
  type Config,
  type Kernel,
  type Viewer,
} from "../modules/core/index.ts";
import type { Guard } from "./graphql-limits.ts";
import { createSocketWork } from "./socket-work.ts";

const maxPayloadBytes = 64 * 1024;
/** AC-4: open sockets hear at once when rights change; this often they are asked anyway, should the message get lost. */
const recheckMs = 15_000;
/** How long a client may take to answer that it heard of the end. */
const goodbyeMs = 2_000;

/** The caller's rights changed: the client connects again, and each subscription is judged anew. */
const rightsChanged = 4205;

type SocketExtra = {
  viewer?: Viewer | null;
  timer?: NodeJS.Timeout;
};
type SocketContext = Context<{ accessToken?: string; language?: string }, Extra & SocketExtra>;

function isOriginAllowed(config: Config, origin: string | undefined, host: string | undefined): boolean {
  if (!origin) return true; // not a browser
  const allowed = [new URL(config.PUBLIC_URL).origin, ...config.ALLOWED_ORIGINS];
  return allowed.includes(origin) || URL.parse(origin)?.host === host;
}

/** graphql-transport-ws on /graphql. A missing or expired token closes the socket with 4403 (graphql.md). */
export function attachSockets(kernel: Kernel, schema: GraphQLSchema, guard: Guard, http: Server) {
  const sockets = new WebSocketServer({
    server: http,
    path: "/graphql",
    maxPayload: maxPayloadBytes,
    verifyClient: ({ origin, req }: { origin?: string; req: { headers: { host?: string } } }) =>
      isOriginAllowed(kernel.config, origin, req.headers.host),
  });
  const open = new Set<SocketContext>();
  const changes = kernel.live.subscribe(viewerChanged);
  void recheckOnChange();
  const work = createSocketWork();
  const authenticate = (context: SocketContext) =>
    work.during(viewerOfToken(kernel, context.connectionParams?.accessToken ?? null));

  const running = useServer<{ accessToken?: string; language?: string }, SocketExtra>(
    {
      schema,
      execute: work.execute,
      subscribe: work.subscribe,
      onSubscribe: (_context, _id, payload) => guard.unparsable(payload.query),
      validate: guard.validate,
      async onConnect(raw) {
        const context = raw as SocketContext;
        const viewer = await authenticate(context);
        if (!viewer) return false; // closes with 4403
        context.extra.viewer = viewer;
        context.extra.timer = setInterval(() => void recheck(context), recheckMs);
        open.add(context);
        return true;
      },
      onClose(raw) {
        clearInterval((raw as SocketContext).extra.timer);
        open.delete(raw as SocketContext);
      },
      async context(raw) {
        const context = raw as SocketContext;
        return new RequestContext(kernel, await authenticate(context), {
          requestId: randomUUID(),
          address: context.extra.request.socket.remoteAddress ?? "unknown",
          language: languageOf(context.connectionParams?.language),
          reloadViewer: () => authenticate(context),
        });
      },
      onError: (raw, _id, _payload, errors) => errors.map((error) => shown(raw as SocketContext, error)),
      // Errors of fields, and of subscribing itself, travel within results: they are told as over HTTP, bugs blandly.
      onNext: (raw, _id, _payload, _args, result) =>
        result.errors
          ? { ...result, errors: result.errors.map((error) => shown(raw as SocketContext, error)) }
          : undefined,
    },
    sockets,
  );
  return { stop };

  /** CO-50: sockets close with 1001, and nothing of their work is left when this resolves. */
  async function stop(): Promise<void> {
    const timer = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), goodbyeMs);
    const [isEnded] = await Promise.all([work.end(), running.dispose(), changes.return?.()]);
    clearTimeout(timer);
    if (!isEnded) kernel.log.warn("work of open consoles was cut off");
  }

  async function recheckOnChange(): Promise<void> {
    for await (const { userId } of changes) {
      for (const context of open) {
        const { viewer } = context.extra;
        if (viewer?.userId === userId || viewer?.viewedBy?.userId === userId) void recheck(context);
      }
    }
  }

  async function recheck(context: SocketContext): Promise<void> {
    const { viewer: former, socket } = context.extra;
    // A database that is away for a moment must not throw people out: only a clear "no" closes.
    const viewer = await authenticate(context).catch(() => former);
    if (!viewer) return socket.close(CloseCode.Forbidden, "Forbidden");
    if (former && rightsOf(viewer) !== rightsOf(former)) socket.close(rightsChanged, "Rights changed");
  }

  function shown(context: SocketContext, error: GraphQLError): GraphQLError {
    const facts = {
      requestId: randomUUID(),
      language: languageOf(context.connectionParams?.language),
      log: kernel.log,
      isProduction: kernel.config.isProduction,
    };
    const { message, path, extensions } = formatError(error.toJSON(), error, facts);
    return new GraphQLError(message, { path, extensions });
  }
}
