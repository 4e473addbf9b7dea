import { caseSubscribers, SlaCaseKind } from "../sla/index.ts";
import { actionClocks } from "./px-action.clocks.ts";
import { PxAction } from "./px-action.entity.ts";

/** PX-10, PX-11: its deadlines move and its clocks ring in the SLA engine. */
export const deadlineSubscribers = caseSubscribers({
  module: "action-center",
  entity: PxAction,
  kinds: [SlaCaseKind.ACTION],
  clocks: actionClocks,
});
