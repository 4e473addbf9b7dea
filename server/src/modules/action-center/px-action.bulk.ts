import type { BulkVerb } from "../core/index.ts";
import { tellAssignedAtOnce, type AssignedCases } from "../sla/index.ts";
import { escalate } from "./escalation.service.ts";
import { PxAction } from "./px-action.entity.ts";
import type { PxActionStatus } from "./px-action.enums.ts";
import { pxActionList } from "./px-action.list.ts";
import { refusal } from "./px-action.refusals.ts";
import { isMovePossible, moves, moveTo } from "./px-action.rules.ts";
import { approve, changeStatus, give, reject, tellAssigned } from "./px-action.service.ts";

type Shared = Pick<BulkVerb<PxAction>, "list" | "load" | "labelOf">;

const ofActions: Shared = {
  list: pxActionList as Shared["list"],
  load: (em, ids) => em.find(PxAction, { id: { $in: [...ids] } }),
  labelOf: ({ reference }) => reference,
};

const assigned: AssignedCases = {
  table: "px_action",
  entries: "px_action_log_entry",
  column: "action_id",
  kind: "'ACTION'",
  permission: "action.read",
  isByEmail: true,
  one: async (tx, id, assigneeId) => tellAssigned(tx, await tx.em.findOneOrFail(PxAction, { id }), assigneeId),
};

/** PX-18: many at once go through the same services as one, each action on its own. */
export const assignVerb: BulkVerb<PxAction, { assigneeId: string }> = {
  ...ofActions,
  name: "pxAction.assign",
  title: { en: "Assign actions", ar: "إسناد الإجراءات" },
  permission: "action.assign",
  isApplicable: ({ closedAt, assignee }, { assigneeId }) => !closedAt && assignee?.id !== assigneeId,
  apply: (tx, id, { assigneeId }) => give(tx, id, assigneeId),
  finish: (tx, done, { assigneeId }) => tellAssignedAtOnce(tx, done, assigneeId, assigned),
};

export interface StatusArgs {
  readonly status: PxActionStatus;
  readonly note?: string | null;
}

/** PX-7 stays as it is: the ways that end in CLOSED are none of `moveTo`. */
export const changeStatusVerb: BulkVerb<PxAction, StatusArgs> = {
  ...ofActions,
  name: "pxAction.changeStatus",
  title: { en: "Change the status of actions", ar: "تغيير حالة الإجراءات" },
  permission: "action.work",
  isApplicable({ status: from }, { status, note }) {
    const step = moveTo(from as PxActionStatus, status);
    return step !== null && (!moves[step].needsReason || Boolean(note?.trim()));
  },
  apply: (tx, id, { status, note }) => changeStatus(tx, id, status, note),
};

export const escalateVerb: BulkVerb<PxAction, { reason: string }> = {
  ...ofActions,
  name: "pxAction.escalate",
  title: { en: "Escalate actions", ar: "تصعيد الإجراءات" },
  permission: "action.escalate",
  check({ reason }) {
    if (!reason.trim()) throw refusal("REASON_REQUIRED", "reason");
  },
  isApplicable: ({ closedAt }) => !closedAt,
  apply: (tx, id, { reason }) => escalate(tx, id, reason),
};

/** PX-21: four eyes look at each: what one asked for oneself is not one's own to approve, in a batch neither. */
export const approveVerb: BulkVerb<PxAction, { note?: string | null }> = {
  ...ofActions,
  name: "pxAction.approve",
  title: { en: "Approve actions", ar: "اعتماد الإجراءات" },
  permission: "action.approve",
  refusalFor: ({ status, requestedBy }, { userId }) =>
    isMovePossible("APPROVE", status as PxActionStatus) && (!userId || requestedBy?.id === userId)
      ? refusal("FOUR_EYES")
      : null,
  isApplicable: ({ status }) => isMovePossible("APPROVE", status as PxActionStatus),
  apply: (tx, id, { note }) => approve(tx, id, note),
};

export const rejectVerb: BulkVerb<PxAction, { reason: string }> = {
  ...ofActions,
  name: "pxAction.reject",
  title: { en: "Send actions back", ar: "إعادة الإجراءات" },
  permission: "action.approve",
  check({ reason }) {
    if (!reason.trim()) throw refusal("REASON_REQUIRED", "reason");
  },
  isApplicable: ({ status }) => isMovePossible("REJECT", status as PxActionStatus),
  apply: (tx, id, { reason }) => reject(tx, id, reason),
};

export const pxActionVerbs = [assignVerb, changeStatusVerb, escalateVerb, approveVerb, rejectVerb] as const;
