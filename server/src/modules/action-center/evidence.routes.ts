import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import type { Express, Request, Response } from "express";
import { createRateLimit, viewerOfRequest } from "../accounts/index.ts";
import {
  Failure,
  inLanguage,
  languageOf,
  notFound,
  Refusal,
  RequestContext,
  sendProblem,
  type Kernel,
  type Language,
} from "../core/index.ts";
import { attachmentHeader, maxEvidenceBytes } from "./evidence.rules.ts";
import { addFile, findForEvidence } from "./evidence.service.ts";
import { receiveFile, tooLarge, UploadRefusal } from "./evidence.upload.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxAction } from "./px-action.entity.ts";
import { LocalDiskStorage } from "./storage.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const statusOf: Readonly<Record<Refusal["code"], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 422,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** PX-14: files go over HTTP, with the same token, permissions and scope as GraphQL. */
export function evidenceRoutes(app: Express, kernel: Kernel): void {
  const storage = new LocalDiskStorage(kernel.config.FILES_DIR);
  const limit = createRateLimit(kernel, "evidence-upload", 30, 60);

  const handle =
    (work: (context: RequestContext, req: Request, res: Response) => Promise<void>) =>
    async (req: Request, res: Response) => {
      const requestId = String(res.getHeader("x-request-id") ?? randomUUID());
      let language = languageOf(req.get("accept-language"));
      try {
        const viewer = await viewerOfRequest(kernel, req);
        // As over GraphQL: a signed-in caller without the header gets their own.
        if (viewer && !req.get("accept-language")) language = viewer.language;
        const facts = {
          requestId,
          address: req.ip ?? "unknown",
          userAgent: req.get("user-agent"),
          language,
          http: { req, res },
        };
        await work(new RequestContext(kernel, viewer, facts), req, res);
      } catch (error) {
        if (res.headersSent) return void res.destroy();
        if (!answer(res, requestId, error, language)) throw error;
      }
    };

  app.post(
    "/api/actions/:id/evidence",
    handle(async (context, req, res) => {
      const id = idOf(req);
      // Who they are and whether they may comes before the first byte of the file.
      await context.run("action.work", (tx) => findForEvidence(tx, id));
      const seconds = await limit.take(context.viewer?.userId ?? "unknown");
      if (seconds !== null) {
        res.setHeader("retry-after", String(seconds));
        throw new Refusal("RATE_LIMITED", { en: `Wait ${seconds} seconds.`, ar: `انتظر ${seconds} ثانية.` });
      }
      // The frame of a multipart body needs a little more than the file.
      if (Number(req.get("content-length") ?? 0) > maxEvidenceBytes + 16_384) throw tooLarge();
      const { bytes, note, ...file } = await receiveFile(req);
      const storageKey = await storage.put(bytes);
      try {
        const evidence = await context.run("action.work", (tx) =>
          addFile(tx, id, { ...file, sizeBytes: bytes.length, storageKey }, note),
        );
        res
          .status(201)
          .json({ id: evidence.id, fileName: file.fileName, contentType: file.contentType, sizeBytes: bytes.length });
      } catch (error) {
        await storage.remove(storageKey);
        throw error;
      }
    }),
  );

  app.get(
    "/api/evidence/:id",
    handle(async (context, req, res) => {
      const id = idOf(req);
      const evidence = await context.run("action.read", async (tx) => {
        const found = await tx.em.findOne(PxActionEvidence, { id, removedAt: null });
        const action = found && (await tx.em.findOne(PxAction, { id: found.action.id }));
        if (!found?.storageKey || !action) throw notFound();
        tx.audit({
          action: "pxAction.evidenceRead",
          targetType: "PxAction",
          targetId: action.id,
          hospitalId: action.hospital.id,
          after: { evidenceId: id },
        });
        return found;
      });
      res.setHeader("content-type", evidence.contentType ?? "application/octet-stream");
      res.setHeader("content-length", String(evidence.sizeBytes));
      res.setHeader("content-disposition", attachmentHeader(evidence.fileName ?? "evidence"));
      res.setHeader("x-content-type-options", "nosniff");
      res.setHeader("content-security-policy", "sandbox; default-src 'none'");
      res.setHeader("cache-control", "private, no-store");
      await pipeline(storage.read(evidence.storageKey ?? ""), res);
    }),
  );
}

function idOf(req: Request): string {
  const { id } = req.params;
  if (typeof id !== "string" || !uuid.test(id)) throw notFound();
  return id;
}

/** False for what is no refusal but a fault. */
function answer(res: Response, requestId: string, error: unknown, language: Language): boolean {
  // The unread rest of an upload must not keep the connection busy.
  if (!res.req.readableEnded) res.setHeader("connection", "close");
  if (error instanceof UploadRefusal) sendProblem(res, requestId, error.status, inLanguage(error.text, language));
  else if (error instanceof Refusal)
    sendProblem(res, requestId, statusOf[error.code], inLanguage(error.text, language));
  else if (error instanceof Failure)
    sendProblem(res, requestId, 422, error.problems.map(({ message }) => inLanguage(message, language)).join(" "));
  else return false;
  return true;
}
