import type { Express } from "express";
import { downloadRoute, uploadRoute } from "../accounts/index.ts";
import { notFound, type Kernel } from "../core/index.ts";
import { attachmentUpload } from "./attachment.rules.ts";
import { addAttachment, findForAttachment } from "./attachment.service.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { Complaint } from "./complaint.entity.ts";

export const attachmentPath = (id: string) => `/api/complaint-attachments/${id}`;

/** CM-14: files go over HTTP, out through a signed, scoped link; each reading is audited. */
export function attachmentRoutes(app: Express, kernel: Kernel): void {
  uploadRoute(app, kernel, {
    path: "/api/complaints/:id/attachments",
    permission: "complaint.work",
    rules: attachmentUpload,
    name: "complaint-upload",
    check: findForAttachment,
    add: addAttachment,
  });
  downloadRoute(app, kernel, {
    path: attachmentPath(":id"),
    permission: "complaint.text",
    async find(tx, id) {
      const found = await tx.em.findOne(ComplaintAttachment, { id, removedAt: null });
      const complaint = found && (await tx.em.findOne(Complaint, { id: found.complaint.id }));
      if (!found || !complaint) throw notFound();
      tx.audit({
        action: "complaint.attachmentRead",
        targetType: "Complaint",
        targetId: complaint.id,
        hospitalId: complaint.hospital.id,
        after: { attachmentId: id },
      });
      return found;
    },
  });
}
