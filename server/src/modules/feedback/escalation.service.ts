import type { Tx } from "../core/index.ts";
import { record } from "./feedback-history.ts";
import { raiseFeedback } from "./feedback.clocks.ts";
import type { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind } from "./feedback.enums.ts";
import { findOpen } from "./feedback.service.ts";

/** FB-6: to the next level of its chain, by hand; the engine chooses and tells whom. */
export async function escalateFeedback(tx: Tx, id: string, reason: string, version?: number | null): Promise<Feedback> {
  const feedback = await findOpen(tx, id, version);
  const before = feedback.escalationLevel;
  const { level, recipientId } = await raiseFeedback(tx, feedback, reason);
  feedback.escalationLevel = Math.max(before, level);
  record(tx, feedback, {
    kind: FeedbackEntryKind.ESCALATED,
    audit: "feedback.escalated",
    change: "SLA",
    escalationLevel: level,
    assigneeId: recipientId,
    text: reason,
    before: { escalationLevel: before },
    after: { escalationLevel: feedback.escalationLevel, recipientId },
  });
  return feedback;
}
