import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { sealText, type Tx } from "../core/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import type { Feedback } from "./feedback.entity.ts";
import type { FeedbackEntryKind, FeedbackStatus } from "./feedback.enums.ts";
import { feedbackChanged, feedbackChangedChannel, type FeedbackChange } from "./feedback.events.ts";

export interface FeedbackLine {
  readonly kind: FeedbackEntryKind;
  /** What the audit trail calls it, e.g. feedback.assigned. */
  readonly audit: string;
  readonly change: FeedbackChange;
  readonly isPublic?: boolean;
  readonly fromStatus?: FeedbackStatus;
  readonly toStatus?: FeedbackStatus;
  readonly assigneeId?: string | null;
  /** Goes into the timeline, encrypted, and never into the audit trail. */
  readonly text?: string | null;
  readonly changedFields?: readonly string[];
  readonly escalationLevel?: number;
  readonly before?: object;
  readonly after?: object;
}

export const feedbackPlace = (feedback: Feedback) => ({
  hospitalId: feedback.hospital.id,
  departmentIds: feedback.department ? [feedback.department.id] : [],
  physicianIds: feedback.physician ? [feedback.physician.id] : [],
  ownerIds: [feedback.assignee?.id, feedback.registeredBy?.id].filter((id) => id != null),
});

/** FB-5: told in four places at once: its timeline, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, feedback: Feedback, line: FeedbackLine): void {
  const actorId = tx.actor.kind === "USER" ? tx.actor.userId : undefined;
  tx.em.create(FeedbackEntry, {
    feedback: ref(feedback),
    kind: line.kind,
    isInternal: !line.isPublic,
    actor: actorId ? ref(User, actorId) : null,
    actorLabel: tx.actor.label,
    fromStatus: line.fromStatus,
    toStatus: line.toStatus,
    assignee: line.assigneeId ? ref(User, line.assigneeId) : null,
    textSealed: sealText(tx, line.text),
    changedFields: line.changedFields ? [...line.changedFields] : null,
    escalationLevel: line.escalationLevel,
    at: tx.now,
    createdAt: tx.now,
  });
  tx.audit({
    action: line.audit,
    targetType: "Feedback",
    targetId: feedback.id,
    hospitalId: feedback.hospital.id,
    before: line.before,
    after: line.after,
  });
  tx.emit(feedbackChanged, { feedbackId: feedback.id, kind: line.change });
  tx.publish(feedbackChangedChannel, { id: feedback.id, ...feedbackPlace(feedback) });
}
