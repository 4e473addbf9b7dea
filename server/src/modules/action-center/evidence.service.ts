import { ref } from "@mikro-orm/core";
import type { KeptFile } from "../accounts/index.ts";
import { failure, loosenFile, notFound, type Tx } from "../core/index.ts";
import { record } from "./action-history.ts";
import { evidenceUrl } from "./evidence.rules.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import type { PxAction } from "./px-action.entity.ts";
import { EvidenceKind, PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { lockAction, userRef } from "./px-action.moves.ts";
import { refusal } from "./px-action.refusals.ts";

/** PX-14: evidence is gathered while the work goes on; once approval is asked for, it stands. */
export const takesEvidence = (status: PxActionStatus): boolean =>
  status === PxActionStatus.OPEN || status === PxActionStatus.IN_PROGRESS;

/** PX-26: the action, when the caller may add evidence to it now, locked. Asked before a file is read, and again when it is kept. */
export async function findForEvidence(tx: Tx, actionId: string): Promise<PxAction> {
  const action = await lockAction(tx, actionId);
  if (!takesEvidence(action.status)) throw refusal("ILLEGAL_STATUS");
  return action;
}

export async function addFile(
  tx: Tx,
  actionId: string,
  file: KeptFile,
  note?: string | null,
): Promise<PxActionEvidence> {
  return add(tx, await findForEvidence(tx, actionId), { kind: EvidenceKind.FILE, ...file, note });
}

export async function addLink(tx: Tx, actionId: string, url: string, note?: string | null) {
  const action = await findForEvidence(tx, actionId);
  const address = evidenceUrl(url);
  if (!address)
    throw failure(
      "BAD_URL",
      "Give a web address that begins with http or https.",
      "أدخل رابطًا يبدأ بـ http أو https.",
      ["url"],
    );
  return { pxAction: action, evidence: add(tx, action, { kind: EvidenceKind.LINK, url: address, note }) };
}

function add(
  tx: Tx,
  action: PxAction,
  fields: Pick<PxActionEvidence, "kind" | "url" | "fileName" | "contentType" | "sizeBytes" | "storageKey" | "note">,
): PxActionEvidence {
  if (!tx.actor.userId) throw new Error("evidence is added by a person");
  const evidence = tx.em.create(PxActionEvidence, {
    ...fields,
    note: fields.note?.trim() || null,
    action: ref(action),
    addedBy: userRef(tx.actor.userId),
    addedAt: tx.now,
    createdAt: tx.now,
  });
  const { kind, contentType, sizeBytes } = fields;
  record(tx, action, {
    kind: PxActionLogKind.EVIDENCE_ADDED,
    audit: "pxAction.evidenceAdded",
    change: "EVIDENCE",
    note: fields.fileName ?? fields.url,
    after: { evidenceId: evidence.id, kind, contentType, sizeBytes },
  });
  return evidence;
}

/** PX-14: the row stays as a trace; the content goes. The caller deletes the file under `storageKey` after the commit; the tick does if that fails. */
export async function removeEvidence(tx: Tx, evidenceId: string) {
  const evidence = await tx.em.findOne(PxActionEvidence, { id: evidenceId, removedAt: null });
  if (!evidence) throw notFound();
  const action = await findForEvidence(tx, evidence.action.id);
  const { storageKey, fileName, url } = evidence;
  if (storageKey) await loosenFile(tx, storageKey);
  Object.assign(evidence, {
    removedAt: tx.now,
    removedBy: tx.actor.userId ? userRef(tx.actor.userId) : null,
    storageKey: null,
  });
  record(tx, action, {
    kind: PxActionLogKind.EVIDENCE_REMOVED,
    audit: "pxAction.evidenceRemoved",
    change: "EVIDENCE",
    note: fileName ?? url,
    before: { evidenceId },
  });
  return { pxAction: action, storageKey: storageKey ?? null };
}
