import { ref } from "@mikro-orm/core";
import { findVisible, type Tx } from "../core/index.ts";
import { record } from "./action-history.ts";
import { findForEvidence } from "./evidence.service.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";
import { userRef } from "./px-action.moves.ts";

/** PX-24: ticked and opened again while the work goes on, each time with who and when; what stands so already stays as it is. */
export async function tick(tx: Tx, checkId: string, isTicked: boolean): Promise<PxAction> {
  if (!tx.actor.userId) throw new Error("a check is ticked by a person");
  const check = await findVisible(tx.em, PxActionCheck, checkId);
  const action = await findForEvidence(tx, check.action.id);
  // PX-26: read again under the lock of its action: of two at the same moment one ticks, and the other finds it ticked.
  await tx.em.refresh(check);
  if ((check.tickedAt != null) === isTicked) return action;
  const before = { checkId, tickedAt: check.tickedAt ?? null, tickedById: check.tickedBy?.id ?? null };
  check.tickedAt = isTicked ? tx.now : null;
  check.tickedBy = isTicked ? userRef(tx.actor.userId) : null;
  record(tx, action, {
    kind: isTicked ? PxActionLogKind.CHECK_TICKED : PxActionLogKind.CHECK_OPENED,
    audit: isTicked ? "pxAction.checkTicked" : "pxAction.checkOpened",
    change: "EVIDENCE",
    check: ref(check),
    before,
    after: { checkId, tickedAt: check.tickedAt, tickedById: check.tickedBy?.id ?? null },
  });
  return action;
}
