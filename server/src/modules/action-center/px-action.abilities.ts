import { covers, type Permission, type RequestContext } from "../core/index.ts";
import { takesEvidence } from "./evidence.service.ts";
import type { PxAction } from "./px-action.entity.ts";
import { isMovePossible } from "./px-action.rules.ts";
import type { PxActionAbilities } from "./px-action.types.ts";

/** Which rights the caller has at the action's place. */
export function mayWith(context: RequestContext, action: PxAction): (permission: Permission) => boolean {
  const place = {
    hospitalId: action.hospital.id,
    departmentIds: action.department ? [action.department.id] : [],
    ownerId: action.assignee?.id ?? null,
  };
  return (permission) => context.may(permission) && covers(context.scope(permission), place);
}

/** PX-15: what the console shows as possible is what the services accept; both ask the same rules. */
export function abilitiesOf(context: RequestContext, action: PxAction): PxActionAbilities {
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
    canRequestApproval: isMovePossible("REQUEST_APPROVAL", status) && canWork,
    canApprove: isMovePossible("APPROVE", status) && !isRequester && may("action.approve"),
    isOwnRequest: isMovePossible("APPROVE", status) && isRequester && may("action.approve"),
    canReject: isMovePossible("REJECT", status) && may("action.approve"),
    canCancel: isMovePossible("CANCEL", status) && may("action.cancel"),
    canEscalate: isOpen && may("action.escalate"),
  };
}
