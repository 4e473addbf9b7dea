import { type Tx } from "../core/index.ts";
import { convertFeedback, FeedbackSource, findFeedback, type Feedback } from "../feedback/index.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplainantRelation, ComplaintSource, type ComplaintSeverity } from "./complaint.enums.ts";
import { createComplaint } from "./create-complaint.service.ts";

export interface ConvertFields {
  readonly feedbackId: string;
  readonly version?: number | null;
  readonly severity: ComplaintSeverity;
  readonly categoryId?: string | null;
  readonly assigneeId?: string | null;
  readonly reason?: string | null;
}

const sources: Partial<Record<FeedbackSource, ComplaintSource>> = {
  [FeedbackSource.CALL_CENTER]: ComplaintSource.CALL_CENTER,
  [FeedbackSource.PX_CONNECT]: ComplaintSource.PX_CONNECT,
  [FeedbackSource.SOCIAL]: ComplaintSource.SOCIAL,
};

/** F7.2, FB-8: the complaint counts from when the person came; the same feedback makes one complaint. */
export async function complaintFromFeedback(tx: Tx, fields: ConvertFields): Promise<Complaint> {
  const feedback = await findFeedback(tx, fields.feedbackId, fields.version);
  const complaint = await createComplaint(tx, { ...whatIsKnown(tx, feedback), ...fields });
  await convertFeedback(tx, feedback, complaint, fields.reason);
  return complaint;
}

function whatIsKnown(tx: Tx, feedback: Feedback) {
  const open = (sealed: Uint8Array | null | undefined) => (sealed ? tx.kernel.cipher.open(sealed) : null);
  const complainantName = open(feedback.contactNameSealed);
  return {
    hospitalId: feedback.hospital.id,
    departmentId: feedback.department?.id,
    physicianId: feedback.physician?.id,
    patientId: feedback.patient?.id,
    source: sources[feedback.source] ?? ComplaintSource.INTERNAL,
    subject: feedback.subject,
    description: open(feedback.descriptionSealed) ?? feedback.subject,
    language: feedback.language,
    receivedAt: feedback.receivedAt,
    relation: feedback.patient || !complainantName ? ComplainantRelation.PATIENT : ComplainantRelation.OTHER,
    complainantName,
    complainantMobile: open(feedback.contactMobileSealed),
    complainantEmail: open(feedback.contactEmailSealed),
    convertedFromId: feedback.id,
    // One complaint per feedback, also when two people convert it at once.
    clientMutationId: feedback.id,
  };
}
