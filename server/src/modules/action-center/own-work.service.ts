import { mayWorkAt } from "../accounts/index.ts";
import { failure, type Tx } from "../core/index.ts";
import { SlaPauseReason } from "../sla/index.ts";
import { loadDirectory } from "./action-directory.ts";
import { record } from "./action-history.ts";
import { goOn } from "./action-pause.ts";
import { takesEvidence } from "./evidence.service.ts";
import { actionClocks } from "./px-action.clocks.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";
import { findAction } from "./px-action.moves.ts";
import { alreadyEnded, notAssignable, refusal } from "./px-action.refusals.ts";
import { setOwner } from "./px-action.owner.ts";

const alreadyOwned = () =>
  failure("ALREADY_OWNED", "Somebody else has taken it meanwhile.", "استلم شخص آخر هذا الإجراء.");

/** PX-22: out of the queue, by whoever works there; of two at the same moment the version lets one through. */
export async function take(tx: Tx, id: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  const me = tx.actor.userId;
  if (action.closedAt) throw alreadyEnded();
  if (action.assignee && action.assignee.id === me) return action;
  if (action.assignee) throw alreadyOwned();
  const directory = await loadDirectory(tx.em, [action.hospital.id]);
  const place = { hospitalId: action.hospital.id, departmentId: action.department?.id ?? null };
  if (!me || !mayWorkAt(directory, me, place)) throw notAssignable();
  setOwner(tx, action, me);
  await actionClocks.recount(tx, action);
  return action;
}

/** PX-20: the clock rests while others have to act; neither reminder nor escalation comes meanwhile. */
export async function pause(tx: Tx, id: string, reason: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  if (!takesEvidence(action.status) || action.pausedAt) throw refusal("ILLEGAL_STATUS");
  if (!reason.trim()) throw refusal("REASON_REQUIRED", "reason");
  await actionClocks.pause(tx, action, SlaPauseReason.OTHER, reason.trim());
  record(tx, action, {
    kind: PxActionLogKind.PAUSED,
    audit: "pxAction.paused",
    change: "PAUSED",
    note: reason,
  });
  return action;
}

export async function resume(tx: Tx, id: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  if (!action.pausedAt) throw refusal("ILLEGAL_STATUS");
  await goOn(tx, action);
  return action;
}
