import { ref } from "@mikro-orm/core";
import type { Tx } from "../core/index.ts";
import { auditLine, entryColumns, type CaseLine } from "../sla/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import type { Feedback } from "./feedback.entity.ts";
import type { FeedbackEntryKind, FeedbackStatus } from "./feedback.enums.ts";
import { feedbackChanged, feedbackChangedChannel, type FeedbackChange } from "./feedback.events.ts";

export interface FeedbackLine extends CaseLine {
  readonly kind: FeedbackEntryKind;
  readonly change: FeedbackChange;
  readonly fromStatus?: FeedbackStatus;
  readonly toStatus?: FeedbackStatus;
}

type Placed = Pick<Feedback, "hospital" | "department" | "physician" | "assignee" | "registeredBy">;

export const feedbackPlace = (feedback: Placed) => ({
  hospitalId: feedback.hospital.id,
  departmentIds: feedback.department ? [feedback.department.id] : [],
  physicianIds: feedback.physician ? [feedback.physician.id] : [],
  ownerIds: [feedback.assignee?.id, feedback.registeredBy?.id].filter((id) => id != null),
});

/** FB-5: told in four places at once: its timeline, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, feedback: Feedback, line: FeedbackLine): void {
  const { kind, fromStatus, toStatus, change } = line;
  tx.em.create(FeedbackEntry, { ...entryColumns(tx, line), feedback: ref(feedback), kind, fromStatus, toStatus });
  auditLine(tx, "Feedback", feedback, line);
  tx.emit(feedbackChanged, { feedbackId: feedback.id, kind: change });
  tx.publish(feedbackChangedChannel, { id: feedback.id, ...feedbackPlace(feedback) });
}
