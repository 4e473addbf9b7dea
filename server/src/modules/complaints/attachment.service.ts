import { ref } from "@mikro-orm/core";
import type { KeptFile } from "../accounts/index.ts";
import { failure, loosenFile, notFound, sealText, type Tx } from "../core/index.ts";
import { maxAttachments } from "./attachment.rules.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { record } from "./complaint-history.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";
import { findOpenComplaint, userRef } from "./complaint.moves.ts";

/** The complaint, when the caller may add a file to it now. Asked before a file is read, and again when it is kept. */
export async function findForAttachment(tx: Tx, complaintId: string): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, complaintId);
  const count = await tx.em.count(ComplaintAttachment, { complaint: complaintId, removedAt: null });
  if (count < maxAttachments) return complaint;
  throw failure(
    "TOO_MANY",
    `A complaint takes ${maxAttachments} files at most. Remove one first.`,
    `الحد الأقصى ${maxAttachments} ملفًا لكل شكوى. احذف ملفًا أولًا.`,
  );
}

export async function addAttachment(
  tx: Tx,
  complaintId: string,
  file: KeptFile,
  note?: string | null,
): Promise<ComplaintAttachment> {
  const complaint = await findForAttachment(tx, complaintId);
  if (!tx.actor.userId) throw new Error("a file is added by a person");
  const attachment = tx.em.create(ComplaintAttachment, {
    ...file,
    complaint: ref(complaint),
    noteSealed: sealText(tx, note),
    addedBy: userRef(tx.actor.userId) as ComplaintAttachment["addedBy"],
    addedAt: tx.now,
  });
  record(tx, complaint, {
    kind: ComplaintEntryKind.ATTACHMENT_ADDED,
    audit: "complaint.attachmentAdded",
    change: "ATTACHMENT",
    text: file.fileName,
    attachmentId: attachment.id,
    after: { attachmentId: attachment.id, contentType: file.contentType, sizeBytes: file.sizeBytes },
  });
  return attachment;
}

/** CM-14: the content goes, the row says that there was something and who took it away. */
export async function removeAttachment(tx: Tx, id: string): Promise<Complaint> {
  const attachment = await tx.em.findOne(ComplaintAttachment, { id, removedAt: null });
  if (!attachment) throw notFound();
  const complaint = await findOpenComplaint(tx, attachment.complaint.id);
  attachment.removedAt = tx.now;
  attachment.removedBy = userRef(tx.actor.userId);
  await loosenFile(tx, attachment.storageKey);
  record(tx, complaint, {
    kind: ComplaintEntryKind.ATTACHMENT_REMOVED,
    audit: "complaint.attachmentRemoved",
    change: "ATTACHMENT",
    text: attachment.fileName,
    attachmentId: id,
    before: { attachmentId: id },
  });
  return complaint;
}
