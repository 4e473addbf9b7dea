import type { Express, Request } from "express";
import {
  claimFile,
  dropFile,
  keepFile,
  notFound,
  receiveFile,
  Refusal,
  sendFile,
  type Kernel,
  type Permission,
  type RequestContext,
  type SentFile,
  type Tx,
  type UploadRules,
} from "../core/index.ts";
import { viewerOfClaims, viewerOfRequest } from "./authenticate.ts";
import { callerRoute } from "./caller.route.ts";
import { readFileLink, signFileLink } from "./file-link.rules.ts";
import { createRateLimit } from "./rate-limit.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface KeptFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly storageKey: string;
}

export interface UploadRoute {
  /** With `:id`: the thing that gets the file. */
  readonly path: string;
  readonly permission: Permission;
  readonly rules: UploadRules;
  /** Of its rate limit: 30 uploads a minute per person. */
  readonly name: string;
  /** Whether the caller may add a file now; asked before the first byte is read. */
  check(tx: Tx, id: string): Promise<unknown>;
  add(tx: Tx, id: string, file: KeptFile, note: string | null): Promise<{ readonly id: string }>;
}

/** CO-11, CO-12: takes one file over HTTP, with the same token, permissions and scope as GraphQL. */
export function uploadRoute(app: Express, kernel: Kernel, route: UploadRoute): void {
  const limit = createRateLimit(kernel, route.name, 30, 60);
  app.post(
    route.path,
    callerRoute(kernel, async (context, req, res) => {
      const id = idOf(req);
      await context.run(route.permission, (tx) => route.check(tx, id));
      const seconds = await limit.take(context.viewer?.userId ?? "unknown");
      if (seconds !== null) {
        const text = { en: `Wait ${seconds} seconds.`, ar: `انتظر ${seconds} ثانية.` };
        throw new Refusal("RATE_LIMITED", text, { retryAfterSeconds: seconds });
      }
      const { bytes, note, ...file } = await receiveFile(req, route.rules);
      const storageKey = await keepFile(kernel, bytes);
      try {
        const sizeBytes = bytes.length;
        const { id: fileId } = await context.run(route.permission, async (tx) => {
          await claimFile(tx, storageKey);
          return route.add(tx, id, { ...file, sizeBytes, storageKey }, note);
        });
        res.status(201).json({ id: fileId, ...file, sizeBytes });
      } catch (error) {
        await dropFile(kernel, storageKey);
        throw error;
      }
    }),
  );
}

export interface DownloadRoute {
  /** With `:id`: the file. */
  readonly path: string;
  readonly permission: Permission;
  /** The file within the caller's reach, its reading audited; NOT_FOUND otherwise. */
  find(tx: Tx, id: string): Promise<SentFile>;
}

/** AC-11: gives a file to whoever holds a token, or a signed link of a log-in that still stands. Rights are those of the moment. */
export function downloadRoute(app: Express, kernel: Kernel, route: DownloadRoute): void {
  app.get(
    route.path,
    callerRoute(
      kernel,
      async (context, req, res) => {
        const id = idOf(req);
        await sendFile(kernel, res, await context.run(route.permission, (tx) => route.find(tx, id)));
      },
      {
        async viewerOf(req) {
          const { link } = req.query;
          if (typeof link !== "string") return viewerOfRequest(kernel, req);
          return viewerOfClaims(kernel, readFileLink(kernel.config.JWT_SECRET, req.path, link, kernel.clock()));
        },
      },
    ),
  );
}

/** A link to a file for the caller, to be opened within five minutes. */
export function fileLink(context: RequestContext, path: string): string | null {
  const { viewer, kernel } = context;
  if (!viewer?.sessionId) return null;
  const { userId, sessionId } = viewer;
  return signFileLink(kernel.config.JWT_SECRET, path, { userId, sessionId }, kernel.clock());
}

function idOf(req: Request): string {
  const { id } = req.params;
  if (typeof id !== "string" || !uuid.test(id)) throw notFound();
  return id;
}
