import { sql, type Tx } from "../core/index.ts";
import {
  cancelClocks,
  escalateNow,
  mayReopen,
  meetTarget,
  pauseClocks,
  recomputeForChange,
  reopenClocks,
  resumeClocks,
  SlaCaseKind,
  SlaPauseReason,
  SlaTarget,
  startClocks,
  type RaisedByHand,
  type TimesByCase,
} from "../sla/index.ts";
import type { Complaint } from "./complaint.entity.ts";

/** CM-9: deadlines are the SLA engine's; the earliest that is not met is kept here, to sort and count by. */
const kind = SlaCaseKind.COMPLAINT;

async function factsOf(tx: Tx, complaint: Complaint) {
  return {
    kind,
    caseId: complaint.id,
    hospitalId: complaint.hospital.id,
    departmentId: complaint.department?.id ?? null,
    ownerId: complaint.assignee?.id ?? null,
    source: complaint.source,
    severity: complaint.severity,
    priority: complaint.priority,
    categoryPath: await categoryPath(tx, complaint.category?.id),
  };
}

async function categoryPath(tx: Tx, id: string | undefined): Promise<string[]> {
  if (!id) return [];
  const rows = await sql<{ id: string }>(
    tx.em,
    `with recursive up as (
       select id, parent_id from complaint_category where id = $1
       union
       select c.id, c.parent_id from complaint_category c join up on c.id = up.parent_id
     ) select id from up`,
    [id],
  );
  return rows.map((row) => row.id);
}

function take(complaint: Complaint, times: TimesByCase): void {
  complaint.dueAt = times.get(complaint.id)?.dueAt ?? null;
}

export async function startComplaintClocks(tx: Tx, complaint: Complaint): Promise<void> {
  const { receivedAt, reference } = complaint;
  take(complaint, await startClocks(tx, [{ ...(await factsOf(tx, complaint)), receivedAt, reference }]));
}

/** Severity, priority, department, category or owner changed. */
export async function recountComplaint(tx: Tx, complaint: Complaint): Promise<void> {
  take(complaint, await recomputeForChange(tx, [await factsOf(tx, complaint)]));
}

export async function meetComplaintTarget(tx: Tx, complaint: Complaint, target: SlaTarget): Promise<void> {
  take(complaint, await meetTarget(tx, kind, [complaint.id], target));
}

export async function pauseComplaint(tx: Tx, complaint: Complaint): Promise<void> {
  take(complaint, await pauseClocks(tx, kind, [complaint.id], SlaPauseReason.WAITING_FOR_COMPLAINANT));
}

export async function resumeComplaint(tx: Tx, complaint: Complaint): Promise<void> {
  take(complaint, await resumeClocks(tx, kind, [complaint.id]));
}

/** CM-10: whether the policy still lets it be reopened. */
export const mayReopenComplaint = (tx: Tx, complaint: Complaint): Promise<boolean> => mayReopen(tx, kind, complaint.id);

/** Resolved or closed, it goes on: the time in between does not count, and resolving is due again. */
export async function reopenComplaintClocks(tx: Tx, complaint: Complaint): Promise<void> {
  take(complaint, await reopenClocks(tx, kind, [complaint.id]));
}

export async function endComplaintClocks(tx: Tx, complaint: Complaint): Promise<void> {
  take(complaint, await cancelClocks(tx, kind, [complaint.id]));
}

export const raiseComplaint = (tx: Tx, complaint: Complaint, reason: string): Promise<RaisedByHand> =>
  escalateNow(tx, kind, complaint.id, reason);
