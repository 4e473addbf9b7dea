import type { Tx } from "../core/index.ts";
import { caseClocks, SlaCaseKind, type DeadlineLine } from "../sla/index.ts";
import { record } from "./feedback-history.ts";
import type { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind, FeedbackKind } from "./feedback.enums.ts";
import { setOwner } from "./feedback.owner.ts";

const audits = {
  DEADLINE_CHANGED: "feedback.deadlineChanged",
  REMINDED: "feedback.reminded",
  BREACHED: "feedback.overdue",
  ESCALATED: "feedback.escalated",
} as const;

function tellDeadline(tx: Tx, feedback: Feedback, { kind, ...line }: DeadlineLine): void {
  record(tx, feedback, { ...line, kind: FeedbackEntryKind[kind], audit: audits[kind], change: "SLA" });
}

export const slaKindOf = (feedback: Feedback): SlaCaseKind =>
  feedback.kind === FeedbackKind.INQUIRY ? SlaCaseKind.INQUIRY : SlaCaseKind.FEEDBACK;

/** FB-6: deadlines are the SLA engine's. */
export const feedbackClocks = caseClocks<Feedback>({
  kindOf: slaKindOf,
  tell: tellDeadline,
  own: setOwner,
  factsOf: (_tx, feedback) => ({
    hospitalId: feedback.hospital.id,
    departmentId: feedback.department?.id ?? null,
    ownerId: feedback.assignee?.id ?? null,
    source: feedback.source,
  }),
});
