import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { assertVersion, findVisible, type Tx } from "../core/index.ts";
import { withdrawResolutionSurveys } from "../surveys/index.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { record, type TimelineLine } from "./complaint-history.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";
import type { ComplaintChange } from "./complaint.events.ts";
import { withdrawClosed } from "./complaint.messages.ts";
import { refusal } from "./complaint.refusals.ts";
import { complaintMoves, refusalOf, type ComplaintMove } from "./complaint.rules.ts";
import { settingsFor } from "./settings.service.ts";

/** The complaint within the caller's reach, in the version they saw. */
export async function findComplaint(tx: Tx, id: string, version?: number | null): Promise<Complaint> {
  const complaint = await findVisible(tx.em, Complaint, id);
  assertVersion(complaint, version);
  return complaint;
}

/** CM-34: the same, unless another one goes on in its place: what is heard or noted after closing belongs to it, too. */
export async function findUnmergedComplaint(tx: Tx, id: string, version?: number | null): Promise<Complaint> {
  const complaint = await findComplaint(tx, id, version);
  if (complaint.mergedInto) throw refusal("MERGED");
  return complaint;
}

/** The same, as long as it may still be worked on. */
export async function findOpenComplaint(tx: Tx, id: string, version?: number | null): Promise<Complaint> {
  const complaint = await findUnmergedComplaint(tx, id, version);
  if (complaint.closedAt) throw refusal("ILLEGAL_STATUS");
  return complaint;
}

export const userRef = (id: string | null | undefined) => (id ? ref(User, id) : null);

const tellings: Readonly<Record<ComplaintMove, readonly [ComplaintEntryKind, audit: string, ComplaintChange]>> = {
  START: [ComplaintEntryKind.STATUS_CHANGED, "complaint.started", "STATUS"],
  PUT_BACK: [ComplaintEntryKind.STATUS_CHANGED, "complaint.putBack", "STATUS"],
  RESOLVE: [ComplaintEntryKind.RESOLVED, "complaint.resolved", "RESOLVED"],
  SEND_BACK: [ComplaintEntryKind.STATUS_CHANGED, "complaint.sentBack", "STATUS"],
  CLOSE: [ComplaintEntryKind.CLOSED, "complaint.closed", "CLOSED"],
  REOPEN: [ComplaintEntryKind.REOPENED, "complaint.reopened", "REOPENED"],
};

/** CM-5: one step of the workflow, checked, written down and told. */
export async function move(
  tx: Tx,
  complaint: Complaint,
  step: ComplaintMove,
  reason?: string | null,
  more: Partial<TimelineLine> & { readonly reasonField?: string } = {},
): Promise<void> {
  const { reasonField, ...line } = more;
  const settings = await settingsFor(tx.em, complaint.hospital.id);
  const refused = refusalOf(step, {
    status: complaint.status,
    reason,
    isEvidenceRequired: settings.isEvidenceRequired,
    attachmentCount: await tx.em.count(ComplaintAttachment, { complaint: complaint.id, removedAt: null }),
    isFourEyes: settings.isFourEyes,
    resolvedById: complaint.resolvedBy?.id ?? null,
    actorId: tx.actor.userId ?? null,
    isMerged: complaint.mergedInto != null,
  });
  if (refused) throw refusal(refused, reasonField);
  const from = complaint.status;
  const { to } = complaintMoves[step];
  const [kind, audit, change] = tellings[step];
  complaint.status = to;
  record(tx, complaint, {
    kind,
    audit,
    change,
    fromStatus: from,
    toStatus: to,
    text: reason,
    before: { status: from },
    after: { status: to },
    ...line,
  });
}

/** CM-10, CM-35: what was resolved or closed goes on: nothing is resolved any more, nobody is told or asked so, and the clocks count again. */
export async function goOn(tx: Tx, complaint: Complaint): Promise<void> {
  const closedAt = complaint.closedAt ?? null;
  complaint.closedAt = null;
  complaint.resolvedAt = null;
  complaint.resolvedBy = null;
  complaint.outcome = null;
  await complaintClocks.reopen(tx, complaint, closedAt);
  await withdrawClosed(tx, complaint);
  await withdrawResolutionSurveys(tx, complaint.id, "COMPLAINT_REOPENED");
}
