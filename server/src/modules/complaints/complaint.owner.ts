import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import { record } from "./complaint-history.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";

/** CM-6: gives it to somebody; whoever calls has made sure that they may work on it, and tells its clocks. */
export function setOwner(tx: Tx, complaint: Complaint, assigneeId: string): void {
  const before = { assigneeId: complaint.assignee?.id ?? null };
  complaint.assignee = ref(User, assigneeId);
  record(tx, complaint, {
    kind: ComplaintEntryKind.ASSIGNED,
    audit: "complaint.assigned",
    change: "ASSIGNED",
    assigneeId,
    before,
    after: { assigneeId },
  });
}
