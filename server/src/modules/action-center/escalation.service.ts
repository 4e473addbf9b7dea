import type { Tx } from "../core/index.ts";
import { actionClocks } from "./px-action.clocks.ts";
import type { PxAction } from "./px-action.entity.ts";
import { findAction } from "./px-action.moves.ts";
import { alreadyEnded } from "./px-action.refusals.ts";

/** PX-10: by hand, to the next level now, with a reason. */
export async function escalate(tx: Tx, id: string, reason: string, version?: number | null): Promise<PxAction> {
  const action = await findAction(tx, id, version);
  if (action.closedAt) throw alreadyEnded();
  await actionClocks.escalate(tx, action, reason);
  return action;
}
