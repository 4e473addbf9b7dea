import { loadDirectory, mayWorkAt } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import { tellAssigned } from "./complaint-notices.ts";
import type { Complaint } from "./complaint.entity.ts";
import { findOpenComplaint } from "./complaint.moves.ts";
import { setOwner } from "./complaint.owner.ts";
import { notAssignable } from "./complaint.refusals.ts";

/** CM-6: only active people who work on complaints of the place can own one. */
export async function assertAssignable(
  tx: Tx,
  userId: string,
  hospitalId: string,
  departmentId: string | null,
): Promise<void> {
  const directory = await loadDirectory(tx.em, [hospitalId], "complaint.work");
  if (!mayWorkAt(directory, userId, { hospitalId, departmentId })) throw notAssignable();
}

export async function assignComplaint(
  tx: Tx,
  id: string,
  assigneeId: string,
  version?: number | null,
): Promise<Complaint> {
  const { complaint, isNew } = await giveComplaint(tx, id, assigneeId, version);
  if (isNew) await tellAssigned(tx, complaint, assigneeId);
  return complaint;
}

/** SLA-25: without a word to the new owner, who may get many at once. */
export async function giveComplaint(
  tx: Tx,
  id: string,
  assigneeId: string,
  version?: number | null,
): Promise<{ complaint: Complaint; isNew: boolean }> {
  const complaint = await findOpenComplaint(tx, id, version);
  if (complaint.assignee?.id === assigneeId) return { complaint, isNew: false };
  await assertAssignable(tx, assigneeId, complaint.hospital.id, complaint.department?.id ?? null);
  setOwner(tx, complaint, assigneeId);
  await complaintClocks.recount(tx, complaint);
  return { complaint, isNew: true };
}
