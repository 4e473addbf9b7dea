import { ref } from "@mikro-orm/core";
import type { Tx } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import { auditLine, entryColumns, type CaseLine } from "../sla/index.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import type { Complaint } from "./complaint.entity.ts";
import type { ComplaintEntryKind, ComplaintStatus } from "./complaint.enums.ts";
import { complaintChangedChannel, complaintsChanged, type ComplaintChange } from "./complaint.events.ts";

export interface TimelineLine extends CaseLine {
  readonly kind: ComplaintEntryKind;
  readonly change: ComplaintChange;
  readonly isByComplainant?: boolean;
  readonly fromStatus?: ComplaintStatus;
  readonly toStatus?: ComplaintStatus;
  readonly channel?: Channel | null;
  readonly attachmentId?: string;
}

type Placed = Pick<Complaint, "hospital" | "department" | "assignee" | "registeredBy">;

export const complaintPlace = (complaint: Placed) => ({
  hospitalId: complaint.hospital.id,
  departmentIds: complaint.department ? [complaint.department.id] : [],
  ownerIds: [complaint.assignee?.id, complaint.registeredBy?.id].filter((id) => id != null),
});

/** CM-13: whatever happens to a complaint is told in four places at once: its timeline, the audit trail, the outbox, open consoles. */
export function record(tx: Tx, complaint: Complaint, line: TimelineLine): ComplaintEntry {
  const { kind, fromStatus, toStatus, channel, attachmentId } = line;
  const entry = tx.em.create(ComplaintEntry, {
    ...entryColumns(tx, line, line.isByComplainant ? "complainant" : undefined),
    complaint: ref(complaint),
    kind,
    fromStatus,
    toStatus,
    channel,
    attachmentId,
  });
  auditLine(tx, "Complaint", complaint, line);
  tell(tx, complaint, line.change);
  return entry;
}

export function tell(tx: Tx, complaint: Complaint, change: ComplaintChange): void {
  tx.emit(complaintsChanged, { complaintId: complaint.id, kind: change });
  tx.publish(complaintChangedChannel, { id: complaint.id, ...complaintPlace(complaint) });
}
