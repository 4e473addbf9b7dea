import type { Tx } from "../core/index.ts";
import { record } from "./complaint-history.ts";
import { raiseComplaint } from "./complaint.clocks.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";
import { findOpenComplaint } from "./complaint.moves.ts";

/** CM-9: to the next level of its chain, by hand; the engine chooses and tells whom. */
export async function escalateComplaint(
  tx: Tx,
  id: string,
  reason: string,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  const before = complaint.escalationLevel;
  const { level, recipientId } = await raiseComplaint(tx, complaint, reason);
  complaint.escalationLevel = Math.max(before, level);
  record(tx, complaint, {
    kind: ComplaintEntryKind.ESCALATED,
    audit: "complaint.escalated",
    change: "ESCALATED",
    escalationLevel: level,
    assigneeId: recipientId,
    text: reason,
    before: { escalationLevel: before },
    after: { escalationLevel: complaint.escalationLevel, recipientId },
  });
  return complaint;
}
