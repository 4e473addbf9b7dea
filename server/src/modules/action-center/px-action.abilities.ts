import type { RequestContext } from "../core/index.ts";
import { takesEvidence } from "./evidence.service.ts";
import { hindrancesOf } from "./px-action.hindrance.ts";
import type { PxAction } from "./px-action.entity.ts";
import { mayWith } from "./px-action.rights.ts";
import { isMovePossible } from "./px-action.rules.ts";
import type { PxActionAbilities } from "./px-action.types.ts";

/** PX-15: what the console shows as possible is what the services accept; both ask the same rules. */
export async function abilitiesOf(context: RequestContext, action: PxAction): Promise<PxActionAbilities> {
  const may = mayWith(context, action);
  const { status } = action;
  const isOpen = !action.closedAt;
  const isRequester = action.requestedBy != null && action.requestedBy.id === context.viewer?.userId;
  const canWork = may("action.work");
  return {
    canAssign: isOpen && may("action.assign"),
    canTake: isOpen && !action.assignee && canWork,
    canPause: takesEvidence(status) && !action.pausedAt && canWork,
    canResume: isOpen && action.pausedAt != null && canWork,
    canStart: isMovePossible("START", status) && canWork,
    canPutBack: canWork && (isMovePossible("PUT_BACK", status) || (isMovePossible("WITHDRAW", status) && isRequester)),
    canAddEvidence: takesEvidence(status) && canWork,
    canTick: takesEvidence(status) && canWork,
    canAddNote: canWork,
    canRequestApproval:
      isMovePossible("REQUEST_APPROVAL", status) && canWork && (await hindrancesOf(context, action)).length === 0,
    canApprove: isMovePossible("APPROVE", status) && !isRequester && may("action.approve"),
    isOwnRequest: isMovePossible("APPROVE", status) && isRequester && may("action.approve"),
    canReject: isMovePossible("REJECT", status) && may("action.approve"),
    canCancel: isMovePossible("CANCEL", status) && may("action.cancel"),
    canEscalate: isOpen && may("action.escalate"),
  };
}
