import { subscriber, type Delivery, type Tx } from "../core/index.ts";
import { slaClockDueSoon, slaDueChanged, slaEscalated, SlaCaseKind } from "../sla/index.ts";
import { record, type TimelineLine } from "./complaint-history.ts";
import { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";

interface CaseFact {
  readonly kind: string;
  readonly caseId: string;
}

/** The complaints that the deliveries are about, each with its fact; the engine speaks of other modules' cases as well. */
async function complaintsOf<Fact extends CaseFact>(tx: Tx, deliveries: readonly Delivery<Fact>[]) {
  const facts = deliveries.map(({ payload }) => payload).filter((fact) => fact.kind === SlaCaseKind.COMPLAINT);
  const found = await tx.em.find(Complaint, { id: { $in: [...new Set(facts.map(({ caseId }) => caseId))] } });
  const byId = new Map(found.map((complaint) => [complaint.id, complaint]));
  return facts.flatMap((fact) => {
    const complaint = byId.get(fact.caseId);
    return complaint ? [{ complaint, fact }] : [];
  });
}

/** CM-9: a calendar or a policy moved the deadline. */
export const followDeadlines = subscriber({
  name: "complaints.follow-deadlines",
  event: slaDueChanged,
  async handle(tx, deliveries) {
    for (const { complaint, fact } of await complaintsOf(tx, deliveries)) {
      const dueAt = fact.dueAt === null ? null : new Date(fact.dueAt);
      const before = complaint.dueAt ?? null;
      if (before?.getTime() === dueAt?.getTime()) continue;
      complaint.dueAt = dueAt;
      const line: TimelineLine = {
        kind: ComplaintEntryKind.DEADLINE_CHANGED,
        audit: "complaint.deadlineChanged",
        change: "DEADLINE",
        before: { dueAt: before },
        after: { dueAt },
      };
      record(tx, complaint, line);
    }
  },
});

export const noteReminders = subscriber({
  name: "complaints.note-reminders",
  event: slaClockDueSoon,
  async handle(tx, deliveries) {
    for (const { complaint, fact } of await complaintsOf(tx, deliveries)) {
      record(tx, complaint, {
        kind: ComplaintEntryKind.REMINDED,
        audit: "complaint.reminded",
        change: "REMINDED",
        assigneeId: complaint.assignee?.id,
        after: { target: fact.target, dueAt: fact.dueAt },
      });
    }
  },
});

/** The engine chooses and tells whom; the complaint shows how high it rose. */
export const noteEscalations = subscriber({
  name: "complaints.note-escalations",
  event: slaEscalated,
  async handle(tx, deliveries) {
    for (const { complaint, fact } of await complaintsOf(tx, deliveries)) {
      // By hand it was written down with its reason.
      if (fact.isByHand) continue;
      const before = complaint.escalationLevel;
      complaint.escalationLevel = Math.max(before, fact.level);
      record(tx, complaint, {
        kind: ComplaintEntryKind.ESCALATED,
        audit: "complaint.escalated",
        change: "ESCALATED",
        escalationLevel: fact.level,
        assigneeId: fact.recipientId,
        before: { escalationLevel: before },
        after: { escalationLevel: complaint.escalationLevel, recipientId: fact.recipientId, target: fact.target },
      });
    }
  },
});
