import { ref, type Ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import type { SlaTarget } from "../sla/index.ts";
import type { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import type { PxAction } from "./px-action.entity.ts";
import type { PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { pxActionChangedChannel, pxActionsChanged, type PxActionChange } from "./px-action.events.ts";

export interface HistoryLine {
  readonly kind: PxActionLogKind;
  /** What the audit trail calls it, e.g. pxAction.assigned. */
  readonly audit: string;
  readonly change: PxActionChange;
  readonly fromStatus?: PxActionStatus;
  readonly toStatus?: PxActionStatus;
  readonly assigneeId?: string | null;
  readonly note?: string | null;
  readonly escalationLevel?: number;
  readonly target?: SlaTarget;
  readonly dueAt?: Date;
  readonly check?: Ref<PxActionCheck>;
  readonly before?: object;
  readonly after?: object;
}

/** PX-13: whatever happens to an action is told in four places at once: its history, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, action: PxAction, line: HistoryLine): void {
  const actorId = tx.actor.kind === "USER" ? tx.actor.userId : undefined;
  tx.em.create(PxActionLogEntry, {
    action: ref(action),
    kind: line.kind,
    actor: actorId ? ref(User, actorId) : null,
    actorLabel: tx.actor.label,
    fromStatus: line.fromStatus,
    toStatus: line.toStatus,
    assignee: line.assigneeId ? ref(User, line.assigneeId) : null,
    note: line.note?.trim() || null,
    escalationLevel: line.escalationLevel,
    target: line.target,
    dueAt: line.dueAt,
    check: line.check,
    at: tx.now,
    createdAt: tx.now,
  });
  tx.audit({
    action: line.audit,
    targetType: "PxAction",
    targetId: action.id,
    hospitalId: action.hospital.id,
    before: line.before,
    after: line.after,
  });
  tx.emit(pxActionsChanged, { pxActionId: action.id, kind: line.change });
  tx.publish(pxActionChangedChannel, {
    id: action.id,
    hospitalId: action.hospital.id,
    departmentIds: action.department ? [action.department.id] : [],
    ownerId: action.assignee?.id ?? null,
  });
}
