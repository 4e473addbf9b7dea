import { sql, type Tx } from "../core/index.ts";
import { caseClocks, SlaCaseKind, type DeadlineLine } from "../sla/index.ts";
import { record } from "./complaint-history.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";
import { setOwner } from "./complaint.owner.ts";

const tellings = {
  DEADLINE_CHANGED: { audit: "complaint.deadlineChanged", change: "DEADLINE" },
  REMINDED: { audit: "complaint.reminded", change: "REMINDED" },
  BREACHED: { audit: "complaint.overdue", change: "DEADLINE" },
  ESCALATED: { audit: "complaint.escalated", change: "ESCALATED" },
} as const;

function tellDeadline(tx: Tx, complaint: Complaint, { kind, ...line }: DeadlineLine): void {
  record(tx, complaint, { ...line, ...tellings[kind], kind: ComplaintEntryKind[kind] });
}

/** CM-9: deadlines are the SLA engine's; CM-10: its policy says how long a complaint may be reopened. */
export const complaintClocks = caseClocks<Complaint>({
  kindOf: () => SlaCaseKind.COMPLAINT,
  tell: tellDeadline,
  own: setOwner,
  async factsOf(tx, complaint) {
    return {
      hospitalId: complaint.hospital.id,
      departmentId: complaint.department?.id ?? null,
      ownerId: complaint.assignee?.id ?? null,
      source: complaint.source,
      severity: complaint.severity,
      priority: complaint.priority,
      categoryPath: await categoryPath(tx, complaint.category?.id),
    };
  },
});

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
