import { ref, type Ref } from "@mikro-orm/core";
import type { Tx } from "../core/index.ts";
import { auditLine, historyColumns, type CaseEvent } from "../sla/index.ts";
import type { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import type { PxAction } from "./px-action.entity.ts";
import type { PxActionLogKind, PxActionStatus } from "./px-action.enums.ts";
import { pxActionChangedChannel, pxActionsChanged, type PxActionChange } from "./px-action.events.ts";

export interface HistoryLine extends CaseEvent {
  readonly kind: PxActionLogKind;
  readonly change: PxActionChange;
  readonly fromStatus?: PxActionStatus;
  readonly toStatus?: PxActionStatus;
  readonly note?: string | null;
  readonly check?: Ref<PxActionCheck>;
}

/** PX-13: whatever happens to an action is told in four places at once: its history, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, action: PxAction, line: HistoryLine): void {
  const { kind, fromStatus, toStatus, note, check } = line;
  tx.em.create(PxActionLogEntry, {
    ...historyColumns(tx, line),
    action: ref(action),
    kind,
    fromStatus,
    toStatus,
    note: note?.trim() || null,
    check,
  });
  auditLine(tx, "PxAction", action, line);
  tx.emit(pxActionsChanged, { pxActionId: action.id, kind: line.change });
  tx.publish(pxActionChangedChannel, {
    id: action.id,
    hospitalId: action.hospital.id,
    departmentIds: action.department ? [action.department.id] : [],
    ownerId: action.assignee?.id ?? null,
  });
}
