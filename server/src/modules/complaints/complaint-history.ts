import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { sealText, type Tx } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import type { Complaint } from "./complaint.entity.ts";
import type { ComplaintEntryKind, ComplaintStatus } from "./complaint.enums.ts";
import { complaintChangedChannel, complaintsChanged, type ComplaintChange } from "./complaint.events.ts";

export interface TimelineLine {
  readonly kind: ComplaintEntryKind;
  /** What the audit trail calls it, e.g. complaint.assigned. */
  readonly audit: string;
  readonly change: ComplaintChange;
  /** Of the complainant's side: what they wrote or were told. */
  readonly isPublic?: boolean;
  readonly isByComplainant?: boolean;
  readonly fromStatus?: ComplaintStatus;
  readonly toStatus?: ComplaintStatus;
  readonly assigneeId?: string | null;
  /** Goes into the timeline, encrypted, and never into the audit trail. */
  readonly text?: string | null;
  readonly changedFields?: readonly string[];
  readonly channel?: Channel | null;
  readonly escalationLevel?: number;
  readonly attachmentId?: string;
  readonly before?: object;
  readonly after?: object;
}

export const complaintPlace = (complaint: Complaint) => ({
  hospitalId: complaint.hospital.id,
  departmentIds: complaint.department ? [complaint.department.id] : [],
  ownerIds: [complaint.assignee?.id, complaint.registeredBy?.id].filter((id) => id != null),
});

/** CM-13: whatever happens to a complaint is told in four places at once: its timeline, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, complaint: Complaint, line: TimelineLine): ComplaintEntry {
  const actorId = tx.actor.kind === "USER" && !line.isByComplainant ? tx.actor.userId : undefined;
  const entry = tx.em.create(ComplaintEntry, {
    complaint: ref(complaint),
    kind: line.kind,
    isInternal: !line.isPublic,
    actor: actorId ? ref(User, actorId) : null,
    actorLabel: line.isByComplainant ? "complainant" : tx.actor.label,
    fromStatus: line.fromStatus,
    toStatus: line.toStatus,
    assignee: line.assigneeId ? ref(User, line.assigneeId) : null,
    textSealed: sealText(tx, line.text),
    changedFields: line.changedFields ? [...line.changedFields] : null,
    channel: line.channel,
    escalationLevel: line.escalationLevel,
    attachmentId: line.attachmentId,
    at: tx.now,
    createdAt: tx.now,
  });
  tx.audit({
    action: line.audit,
    targetType: "Complaint",
    targetId: complaint.id,
    hospitalId: complaint.hospital.id,
    before: line.before,
    after: line.after,
  });
  tell(tx, complaint, line.change);
  return entry;
}

export function tell(tx: Tx, complaint: Complaint, change: ComplaintChange): void {
  tx.emit(complaintsChanged, { complaintId: complaint.id, kind: change });
  tx.publish(complaintChangedChannel, { id: complaint.id, ...complaintPlace(complaint) });
}
