import { failure, type Tx } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { loadDirectory } from "./action-directory.ts";
import { record } from "./action-history.ts";
import { tell, tellMentioned } from "./action-notices.ts";
import { checkMentions, loadDirectory as loadPeopleAndPlaces, mayWorkAt } from "../accounts/index.ts";
import { approversFor } from "./approval.rules.ts";
import { loadAvailability } from "./availability.ts";
import { actionClocks } from "./px-action.clocks.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { findAction, lockAction, move, userRef } from "./px-action.moves.ts";
import { setOwner } from "./px-action.owner.ts";
import { alreadyEnded, notAssignable, refusal } from "./px-action.refusals.ts";
import { moveTo } from "./px-action.rules.ts";

const placeOf = (action: PxAction) => ({ hospitalId: action.hospital.id, departmentId: action.department?.id ?? null });

export async function assign(tx: Tx, id: string, assigneeId: string, version?: number | null): Promise<PxAction> {
  const { action, isNew } = await give(tx, id, assigneeId, version);
  if (isNew) await tellAssigned(tx, action, assigneeId);
  return action;
}

export const tellAssigned = (tx: Tx, action: PxAction, assigneeId: string): Promise<void> =>
  tell(tx, [{ action, purpose: NotificationPurpose.ACTION_ASSIGNED, userIds: [assigneeId] }]);

/** PX-4: only somebody who works on actions of the place can own one. SLA-25: without a word to them, who may get many at once. */
export async function give(tx: Tx, id: string, assigneeId: string, version?: number | null) {
  const action = await findAction(tx, id, version);
  if (action.closedAt) throw alreadyEnded();
  if (action.assignee?.id === assigneeId) return { action, isNew: false };
  const directory = await loadDirectory(tx.em, [action.hospital.id]);
  if (!mayWorkAt(directory, assigneeId, placeOf(action))) throw notAssignable();
  setOwner(tx, action, assigneeId);
  await actionClocks.recount(tx, action);
  return { action, isNew: true };
}

/** Starting, putting back, taking back a request for approval. The other ways have mutations of their own. */
export async function changeStatus(
  tx: Tx,
  id: string,
  status: PxActionStatus,
  note?: string | null,
  version?: number | null,
): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  const step = moveTo(action.status, status);
  if (!step) throw refusal("ILLEGAL_STATUS");
  await move(tx, action, step, note);
  // Who starts what nobody owns takes it.
  if (step === "START" && !action.assignee && tx.actor.kind === "USER" && tx.actor.userId) {
    setOwner(tx, action, tx.actor.userId);
    await actionClocks.recount(tx, action);
  }
  if (step === "WITHDRAW") forgetRequest(action);
  return action;
}

export async function addNote(tx: Tx, id: string, note: string): Promise<PxAction> {
  const action = await findAction(tx, id);
  if (!note.trim()) throw failure("REQUIRED", "Write something.", "اكتب ملاحظة.", ["note"]);
  const mentioned = await checkMentions(tx, note, placeOf(action), "action.read", action.assignee?.id);
  record(tx, action, { kind: PxActionLogKind.NOTE, audit: "pxAction.noted", change: "NOTE", note });
  await tellMentioned(tx, action, mentioned);
  return action;
}

export async function cancel(tx: Tx, id: string, reason: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  await move(tx, action, "CANCEL", reason, "reason");
  return action;
}

/** PX-28: told to whoever may give it, never to who asks for it (PX-7). */
export async function requestApproval(
  tx: Tx,
  id: string,
  note?: string | null,
  version?: number | null,
): Promise<PxAction> {
  const action = await lockAction(tx, id, version);
  await move(tx, action, "REQUEST_APPROVAL", note);
  action.requestedBy = tx.actor.userId ? userRef(tx.actor.userId) : null;
  action.requestedAt = tx.now;
  const directory = await loadPeopleAndPlaces(tx.em, [action.hospital.id], "action.approve");
  const { absences } = await loadAvailability(tx);
  const userIds = approversFor(directory, absences, placeOf(action), tx.actor.userId ?? null);
  await tell(tx, [{ action, purpose: NotificationPurpose.ACTION_APPROVAL_ASKED, userIds }]);
  return action;
}

export async function approve(tx: Tx, id: string, note?: string | null, version?: number | null): Promise<PxAction> {
  const action = await lockAction(tx, id, version);
  await move(tx, action, "APPROVE", note);
  action.approvedBy = tx.actor.userId ? userRef(tx.actor.userId) : null;
  return action;
}

export async function reject(tx: Tx, id: string, reason: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  await move(tx, action, "REJECT", reason, "reason");
  forgetRequest(action);
  return action;
}

function forgetRequest(action: PxAction): void {
  action.requestedBy = null;
  action.requestedAt = null;
}
