import type { Express, Request } from "express";
import { callerRoute, createRateLimit } from "../accounts/index.ts";
import { claimFile, dropFile, keepFile, notFound, receiveFile, Refusal, sendFile, type Kernel } from "../core/index.ts";
import { evidenceUpload } from "./evidence.rules.ts";
import { addFile, findForEvidence } from "./evidence.service.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxAction } from "./px-action.entity.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PX-14: files go over HTTP, with the same token, permissions and scope as GraphQL. */
export function evidenceRoutes(app: Express, kernel: Kernel): void {
  const limit = createRateLimit(kernel, "evidence-upload", 30, 60);

  app.post(
    "/api/actions/:id/evidence",
    callerRoute(kernel, async (context, req, res) => {
      const id = idOf(req);
      // Who they are and whether they may comes before the first byte of the file.
      await context.run("action.work", (tx) => findForEvidence(tx, id));
      const seconds = await limit.take(context.viewer?.userId ?? "unknown");
      if (seconds !== null) {
        const text = { en: `Wait ${seconds} seconds.`, ar: `انتظر ${seconds} ثانية.` };
        throw new Refusal("RATE_LIMITED", text, { retryAfterSeconds: seconds });
      }
      const { bytes, note, ...file } = await receiveFile(req, evidenceUpload);
      const storageKey = await keepFile(kernel, bytes);
      try {
        const evidence = await context.run("action.work", async (tx) => {
          await claimFile(tx, storageKey);
          return addFile(tx, id, { ...file, sizeBytes: bytes.length, storageKey }, note);
        });
        res
          .status(201)
          .json({ id: evidence.id, fileName: file.fileName, contentType: file.contentType, sizeBytes: bytes.length });
      } catch (error) {
        await dropFile(kernel, storageKey);
        throw error;
      }
    }),
  );

  app.get(
    "/api/evidence/:id",
    callerRoute(kernel, async (context, req, res) => {
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
      await sendFile(kernel, res, {
        storageKey: evidence.storageKey ?? "",
        fileName: evidence.fileName ?? "evidence",
        contentType: evidence.contentType ?? "application/octet-stream",
        sizeBytes: evidence.sizeBytes,
      });
    }),
  );
}

function idOf(req: Request): string {
  const { id } = req.params;
  if (typeof id !== "string" || !uuid.test(id)) throw notFound();
  return id;
}
