import type { BulkVerb } from "../core/index.ts";
import { tellAssignedAtOnce, type AssignedCases } from "../sla/index.ts";
import { giveComplaint } from "./assignment.service.ts";
import { tellAssigned } from "./complaint-notices.ts";
import { Complaint } from "./complaint.entity.ts";
import type { ComplaintStatus } from "./complaint.enums.ts";
import { complaintList } from "./complaint.list.ts";
import { complaintMoves, moveTo } from "./complaint.rules.ts";
import { changeComplaintStatus } from "./complaint.service.ts";

type Shared = Pick<BulkVerb<Complaint>, "list" | "load" | "labelOf">;

const ofComplaints: Shared = {
  list: complaintList as Shared["list"],
  load: (em, ids) => em.find(Complaint, { id: { $in: [...ids] } }),
  labelOf: ({ reference }) => reference,
};

const assigned: AssignedCases = {
  table: "complaint",
  entries: "complaint_entry",
  column: "complaint_id",
  kind: "'COMPLAINT'",
  permission: "complaint.read",
  isByEmail: true,
  one: async (tx, id, assigneeId) => tellAssigned(tx, await tx.em.findOneOrFail(Complaint, { id }), assigneeId),
};

/** CM-19: many at once go through the same services as one, each complaint on its own. */
export const assignComplaintsVerb: BulkVerb<Complaint, { assigneeId: string }> = {
  ...ofComplaints,
  name: "complaint.assign",
  title: { en: "Assign complaints", ar: "إسناد الشكاوى" },
  permission: "complaint.assign",
  isApplicable: ({ closedAt, assignee }, { assigneeId }) => !closedAt && assignee?.id !== assigneeId,
  apply: (tx, id, { assigneeId }) => giveComplaint(tx, id, assigneeId),
  finish: (tx, done, { assigneeId }) => tellAssignedAtOnce(tx, done, assigneeId, assigned),
};

export interface ComplaintStatusArgs {
  readonly status: ComplaintStatus;
  readonly reason?: string | null;
}

/** Resolving and closing say something about the one case: they go one by one. */
export const changeComplaintStatusVerb: BulkVerb<Complaint, ComplaintStatusArgs> = {
  ...ofComplaints,
  name: "complaint.changeStatus",
  title: { en: "Change the status of complaints", ar: "تغيير حالة الشكاوى" },
  permission: "complaint.work",
  isApplicable({ status: from, closedAt }, { status, reason }) {
    const step = moveTo(from, status);
    return !closedAt && step !== null && (!complaintMoves[step].needsReason || Boolean(reason?.trim()));
  },
  apply: (tx, id, { status, reason }) => changeComplaintStatus(tx, id, status, reason),
};

export const complaintVerbs = [assignComplaintsVerb, changeComplaintStatusVerb] as const;
