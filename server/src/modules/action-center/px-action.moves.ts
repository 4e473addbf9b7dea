import { LockMode, ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { assertVersion, findVisible, notFound, type Tx } from "../core/index.ts";
import { cancelNotifications } from "../notifications/index.ts";
import { SlaTarget } from "../sla/index.ts";
import { record } from "./action-history.ts";
import { goOn } from "./action-pause.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { actionClocks } from "./px-action.clocks.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { isClosing, moves, refusalsOf, type Move } from "./px-action.rules.ts";
import { moveRefusal } from "./px-action.refusals.ts";

/** The action within the caller's reach, in the version they saw. */
export async function findAction(tx: Tx, id: string, version?: number | null): Promise<PxAction> {
  const action = await findVisible(tx.em, PxAction, id);
  assertVersion(action, version);
  return action;
}

/** PX-26: the same, and until the transaction ends nobody else changes what its approval rests on. */
export async function lockAction(tx: Tx, id: string, version?: number | null): Promise<PxAction> {
  const action = await tx.em.findOne(PxAction, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!action) throw notFound();
  assertVersion(action, version);
  return action;
}

export const userRef = (id: string) => ref(User, id);

/** PX-5: one step of the workflow, checked, written down and told. */
export async function move(
  tx: Tx,
  action: PxAction,
  step: Move,
  reason?: string | null,
  reasonField?: string,
): Promise<void> {
  const from = action.status;
  const missing = isClosing(step)
    ? await tx.em.find(
        PxActionCheck,
        { action: action.id, isRequired: true, tickedAt: null },
        { orderBy: { position: "asc" } },
      )
    : [];
  const refused = refusalsOf(step, {
    status: from,
    reason,
    isEvidenceRequired: action.isEvidenceRequired,
    evidenceCount: await tx.em.count(PxActionEvidence, { action: action.id, removedAt: null }),
    openCheckCount: missing.length,
    requestedById: action.requestedBy?.id ?? null,
    actorId: tx.actor.userId ?? null,
  });
  if (refused.length > 0) throw moveRefusal(refused, missing, reasonField);
  // PX-20: approval and the end are of work that runs.
  if (step === "REQUEST_APPROVAL" || step === "CANCEL") await goOn(tx, action);
  const { to } = moves[step];
  action.status = to;
  if (to === PxActionStatus.CLOSED || to === PxActionStatus.CANCELLED) await end(tx, action);
  record(tx, action, {
    ...tellings[step],
    change: to === PxActionStatus.CLOSED ? "CLOSED" : to === PxActionStatus.CANCELLED ? "CANCELLED" : "STATUS",
    fromStatus: from,
    toStatus: to,
    note: reason,
    before: { status: from },
    after: { status: to },
  });
}

const tellings: Readonly<Record<Move, { readonly kind: PxActionLogKind; readonly audit: string }>> = {
  START: { kind: PxActionLogKind.STATUS_CHANGED, audit: "pxAction.started" },
  PUT_BACK: { kind: PxActionLogKind.STATUS_CHANGED, audit: "pxAction.putBack" },
  REQUEST_APPROVAL: { kind: PxActionLogKind.APPROVAL_REQUESTED, audit: "pxAction.approvalRequested" },
  WITHDRAW: { kind: PxActionLogKind.STATUS_CHANGED, audit: "pxAction.approvalWithdrawn" },
  APPROVE: { kind: PxActionLogKind.APPROVED, audit: "pxAction.approved" },
  REJECT: { kind: PxActionLogKind.REJECTED, audit: "pxAction.rejected" },
  CANCEL: { kind: PxActionLogKind.CANCELLED, audit: "pxAction.cancelled" },
};

/** PX-9, PX-12: the end freezes the miss and stops the chain, and what was not sent yet is withdrawn. */
async function end(tx: Tx, action: PxAction): Promise<void> {
  action.closedAt = tx.now;
  if (action.status === PxActionStatus.CLOSED) await actionClocks.meet(tx, action, SlaTarget.RESOLVE);
  else await actionClocks.cancel(tx, action);
  await cancelNotifications(tx, "PxAction", [action.id], `ACTION_${action.status}`);
}
