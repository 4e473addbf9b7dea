import type { Express } from "express";
import { downloadRoute, uploadRoute } from "../accounts/index.ts";
import { notFound, type Kernel } from "../core/index.ts";
import { evidenceUpload } from "./evidence.rules.ts";
import { addFile, findForEvidence } from "./evidence.service.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxAction } from "./px-action.entity.ts";

export const evidencePath = (id: string) => `/api/evidence/${id}`;

/** PX-14: files go over HTTP; each reading is audited. */
export function evidenceRoutes(app: Express, kernel: Kernel): void {
  uploadRoute(app, kernel, {
    path: "/api/actions/:id/evidence",
    permission: "action.work",
    rules: evidenceUpload,
    name: "evidence-upload",
    check: findForEvidence,
    add: addFile,
  });
  downloadRoute(app, kernel, {
    path: evidencePath(":id"),
    permission: "action.read",
    async find(tx, id) {
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
      return {
        storageKey: found.storageKey,
        fileName: found.fileName ?? "evidence",
        contentType: found.contentType ?? "application/octet-stream",
        sizeBytes: found.sizeBytes,
      };
    },
  });
}
