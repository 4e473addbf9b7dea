import type { Tx } from "../core/index.ts";
import { record } from "./action-history.ts";
import { actionClocks } from "./px-action.clocks.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";

/** PX-20: what was left when the pause began is left when it ends. */
export async function goOn(tx: Tx, action: PxAction): Promise<void> {
  if (!action.pausedAt) return;
  await actionClocks.resume(tx, action);
  record(tx, action, {
    kind: PxActionLogKind.RESUMED,
    audit: "pxAction.resumed",
    change: "RESUMED",
    after: { dueAt: action.dueAt ?? null },
  });
}
