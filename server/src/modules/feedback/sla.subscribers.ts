import { subscriber, type Delivery, type Tx } from "../core/index.ts";
import { slaClockDueSoon, slaDueChanged, slaEscalated, SlaCaseKind } from "../sla/index.ts";
import { record, type FeedbackLine } from "./feedback-history.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind } from "./feedback.enums.ts";

const kinds: readonly string[] = [SlaCaseKind.INQUIRY, SlaCaseKind.FEEDBACK];

interface CaseFact {
  readonly kind: string;
  readonly caseId: string;
}

/** The feedback that the deliveries are about, each with its fact; the engine speaks of other modules' cases as well. */
async function feedbackOf<Fact extends CaseFact>(tx: Tx, deliveries: readonly Delivery<Fact>[]) {
  const facts = deliveries.map(({ payload }) => payload).filter((fact) => kinds.includes(fact.kind));
  const found = await tx.em.find(Feedback, { id: { $in: [...new Set(facts.map(({ caseId }) => caseId))] } });
  const byId = new Map(found.map((feedback) => [feedback.id, feedback]));
  return facts.flatMap((fact) => {
    const feedback = byId.get(fact.caseId);
    return feedback ? [{ feedback, fact }] : [];
  });
}

/** FB-6: a calendar or a policy moved the deadline. */
export const followDeadlines = subscriber({
  name: "feedback.follow-deadlines",
  event: slaDueChanged,
  async handle(tx, deliveries) {
    for (const { feedback, fact } of await feedbackOf(tx, deliveries)) {
      const dueAt = fact.dueAt === null ? null : new Date(fact.dueAt);
      const before = feedback.dueAt ?? null;
      if (before?.getTime() === dueAt?.getTime()) continue;
      feedback.dueAt = dueAt;
      const line: FeedbackLine = {
        kind: FeedbackEntryKind.DEADLINE_CHANGED,
        audit: "feedback.deadlineChanged",
        change: "SLA",
        before: { dueAt: before },
        after: { dueAt },
      };
      record(tx, feedback, line);
    }
  },
});

export const noteReminders = subscriber({
  name: "feedback.note-reminders",
  event: slaClockDueSoon,
  async handle(tx, deliveries) {
    for (const { feedback, fact } of await feedbackOf(tx, deliveries)) {
      record(tx, feedback, {
        kind: FeedbackEntryKind.REMINDED,
        audit: "feedback.reminded",
        change: "SLA",
        assigneeId: feedback.assignee?.id,
        after: { target: fact.target, dueAt: fact.dueAt },
      });
    }
  },
});

/** The engine chooses and tells whom; the feedback shows how high it rose. */
export const noteEscalations = subscriber({
  name: "feedback.note-escalations",
  event: slaEscalated,
  async handle(tx, deliveries) {
    for (const { feedback, fact } of await feedbackOf(tx, deliveries)) {
      // By hand it was written down with its reason.
      if (fact.isByHand) continue;
      const before = feedback.escalationLevel;
      feedback.escalationLevel = Math.max(before, fact.level);
      record(tx, feedback, {
        kind: FeedbackEntryKind.ESCALATED,
        audit: "feedback.escalated",
        change: "SLA",
        escalationLevel: fact.level,
        assigneeId: fact.recipientId,
        before: { escalationLevel: before },
        after: { escalationLevel: feedback.escalationLevel, recipientId: fact.recipientId, target: fact.target },
      });
    }
  },
});
