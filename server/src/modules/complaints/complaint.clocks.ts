import type { Tx } from "../core/index.ts";
import type { Complaint } from "./complaint.entity.ts";

export type ComplaintTarget = "ACKNOWLEDGE" | "FIRST_RESPONSE" | "RESOLVE";
export async function startComplaintClocks(
  _tx: Tx,
  _complaint: Complaint,
  _departmentId: string | null,
): Promise<void> {}
export async function meetComplaintTarget(_tx: Tx, _complaint: Complaint, _target: ComplaintTarget): Promise<void> {}
export async function pauseComplaint(_tx: Tx, _complaint: Complaint, _reason: string): Promise<void> {}
export async function resumeComplaint(_tx: Tx, _complaint: Complaint): Promise<void> {}
export async function recountComplaint(
  _tx: Tx,
  _complaint: Complaint,
  _how?: { isResolveArmed?: boolean },
): Promise<void> {}
export async function reopenComplaintClocks(_tx: Tx, _complaint: Complaint, _closedAt: Date): Promise<void> {}
export async function endComplaintClocks(_tx: Tx, _complaint: Complaint): Promise<void> {}
