import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import { record } from "./feedback-history.ts";
import type { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind } from "./feedback.enums.ts";

/** Gives it to somebody; whoever calls has made sure that they may work on it, and tells its clocks. */
export function setOwner(tx: Tx, feedback: Feedback, assigneeId: string): void {
  const before = { assigneeId: feedback.assignee?.id ?? null };
  feedback.assignee = ref(User, assigneeId);
  record(tx, feedback, {
    kind: FeedbackEntryKind.ASSIGNED,
    audit: "feedback.assigned",
    change: "ASSIGNED",
    assigneeId,
    before,
    after: { assigneeId },
  });
}
