import type { Tx } from "../core/index.ts";
import {
  cancelClocks,
  escalateNow,
  meetTarget,
  recomputeForChange,
  reopenClocks,
  SlaCaseKind,
  SlaTarget,
  startClocks,
  type RaisedByHand,
  type TimesByCase,
} from "../sla/index.ts";
import type { Feedback } from "./feedback.entity.ts";
import { FeedbackKind } from "./feedback.enums.ts";

/** FB-6: deadlines are the SLA engine's; the earliest is kept here to sort by. */
export const slaKindOf = (feedback: Feedback): SlaCaseKind =>
  feedback.kind === FeedbackKind.INQUIRY ? SlaCaseKind.INQUIRY : SlaCaseKind.FEEDBACK;

const factsOf = (feedback: Feedback) => ({
  kind: slaKindOf(feedback),
  caseId: feedback.id,
  hospitalId: feedback.hospital.id,
  departmentId: feedback.department?.id ?? null,
  ownerId: feedback.assignee?.id ?? null,
  source: feedback.source,
});

function take(feedback: Feedback, times: TimesByCase): void {
  feedback.dueAt = times.get(feedback.id)?.dueAt ?? null;
}

export async function startFeedbackClocks(tx: Tx, feedback: Feedback): Promise<void> {
  const { receivedAt, reference } = feedback;
  take(feedback, await startClocks(tx, [{ ...factsOf(feedback), receivedAt, reference }]));
}

export async function recountFeedback(tx: Tx, feedback: Feedback): Promise<void> {
  take(feedback, await recomputeForChange(tx, [factsOf(feedback)]));
}

export async function meetFirstResponse(tx: Tx, feedback: Feedback): Promise<void> {
  take(feedback, await meetTarget(tx, slaKindOf(feedback), [feedback.id], SlaTarget.FIRST_RESPONSE));
}

export async function endFeedbackClocks(tx: Tx, feedback: Feedback): Promise<void> {
  take(feedback, await meetTarget(tx, slaKindOf(feedback), [feedback.id], SlaTarget.RESOLVE));
}

/** Called off, or gone on as a complaint with clocks of its own. */
export async function cancelFeedbackClocks(tx: Tx, feedback: Feedback): Promise<void> {
  take(feedback, await cancelClocks(tx, slaKindOf(feedback), [feedback.id]));
}

export async function reopenFeedbackClocks(tx: Tx, feedback: Feedback): Promise<void> {
  take(feedback, await reopenClocks(tx, slaKindOf(feedback), [feedback.id]));
}

export const raiseFeedback = (tx: Tx, feedback: Feedback, reason: string): Promise<RaisedByHand> =>
  escalateNow(tx, slaKindOf(feedback), feedback.id, reason);
