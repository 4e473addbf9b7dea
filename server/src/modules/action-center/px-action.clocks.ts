import type { Tx } from "../core/index.ts";
import { caseClocks, SlaCaseKind, type DeadlineLine } from "../sla/index.ts";
import { record } from "./action-history.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";
import { setOwner } from "./px-action.owner.ts";

const tellings = {
  DEADLINE_CHANGED: { audit: "pxAction.deadlineChanged", change: "DEADLINE" },
  REMINDED: { audit: "pxAction.reminded", change: "REMINDED" },
  BREACHED: { audit: "pxAction.overdue", change: "DEADLINE" },
  ESCALATED: { audit: "pxAction.escalated", change: "ESCALATED" },
} as const;

/** PX-11: a level that found nobody is told as such. */
function tell(tx: Tx, action: PxAction, { kind, text, ...line }: DeadlineLine): void {
  const note = text ?? (kind === "ESCALATED" && !line.assigneeId ? "UNROUTABLE" : null);
  record(tx, action, { ...line, ...tellings[kind], kind: PxActionLogKind[kind], note });
}

/**
 * PX-8 to PX-12, PX-20: deadlines are the SLA engine's. Kept here, to sort and count by: when it is due, since when it rests,
 * by how much it was missed. What has ended keeps the deadline under which it ended.
 */
export const actionClocks = caseClocks<PxAction>({
  kindOf: () => SlaCaseKind.ACTION,
  factsOf: (_tx, { hospital, department, assignee, source, priority }) => ({
    hospitalId: hospital.id,
    departmentId: department?.id ?? null,
    ownerId: assignee?.id ?? null,
    source,
    priority,
  }),
  tell,
  own: setOwner,
  isGivingUnowned: true,
  keep(tx, action, { dueAt, isPaused, missMinutes }) {
    if (!action.closedAt) action.dueAt = dueAt;
    action.pausedAt = isPaused ? (action.pausedAt ?? tx.now) : null;
    action.closeMissMinutes = missMinutes;
  },
});
