import type { Tx } from "../core/index.ts";
import { record } from "./action-history.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";

/** PX-20: what was left when the pause began is left when it ends. */
export function goOn(tx: Tx, action: PxAction): void {
  if (!action.pausedAt) return;
  const before = action.dueAt;
  const rested = tx.now.getTime() - action.pausedAt.getTime();
  const later = (at: Date) => new Date(at.getTime() + rested);
  action.dueAt = later(action.dueAt);
  if (action.reminderAt && !action.remindedAt) action.reminderAt = later(action.reminderAt);
  action.pausedAt = null;
  record(tx, action, {
    kind: PxActionLogKind.RESUMED,
    audit: "pxAction.resumed",
    change: "RESUMED",
    before: { dueAt: before },
    after: { dueAt: action.dueAt },
  });
}
