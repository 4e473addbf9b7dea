import { failure, sealText, type Tx } from "../core/index.ts";
import { SlaTarget } from "../sla/index.ts";
import { createComplaint } from "./create-complaint.service.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { record } from "./complaint-history.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind, type ComplaintOutcome } from "./complaint.enums.ts";
import { tellClosed } from "./complaint.messages.ts";
import { findComplaint, findOpenComplaint, goOn, move, userRef } from "./complaint.moves.ts";
import { refusal } from "./complaint.refusals.ts";
import { sendResolutionSurvey } from "./resolution-survey.service.ts";
import { resume } from "./complaint.service.ts";
import { settingsFor } from "./settings.service.ts";

/** CM-8: the answer that the hospital stands by. It ends a pause and freezes the miss. */
export async function resolveComplaint(
  tx: Tx,
  id: string,
  resolution: string,
  outcome: ComplaintOutcome,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  await move(tx, complaint, "RESOLVE", resolution, { reasonField: "resolution", after: { outcome } });
  if (complaint.pausedAt) await resume(tx, complaint, null);
  complaint.resolvedAt = tx.now;
  complaint.resolvedBy = userRef(tx.actor.userId);
  complaint.outcome = outcome;
  complaint.resolutionSealed = sealText(tx, resolution);
  await complaintClocks.meet(tx, complaint, SlaTarget.RESOLVE);
  return complaint;
}

/** CM-7, F7.4: confirmed by somebody else where the hospital wants four eyes; tells the complainant and asks how they find it. */
export async function closeComplaint(
  tx: Tx,
  id: string,
  note?: string | null,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findComplaint(tx, id, version);
  await move(tx, complaint, "CLOSE", note);
  complaint.closedAt = tx.now;
  const settings = await settingsFor(tx.em, complaint.hospital.id);
  if (settings.isClosingTold) await tellClosed(tx, complaint);
  if (settings.isSurveySent) await sendResolutionSurvey(tx, complaint, { isAsked: false });
  return complaint;
}

/**
 * CM-10: within the days of its policy, the same complaint goes on: same clocks, the closed time left out, the
 * resolve target armed again. Later a new one is made and linked.
 */
export async function reopenComplaint(tx: Tx, id: string, reason: string, version?: number | null): Promise<Complaint> {
  const complaint = await findComplaint(tx, id, version);
  if (complaint.mergedInto) throw refusal("MERGED");
  if (!complaint.closedAt) throw refusal("ILLEGAL_STATUS");
  if (!reason.trim()) throw refusal("REASON_REQUIRED");
  if (!(await complaintClocks.mayReopen(tx, complaint))) return followUp(tx, complaint, reason);
  await move(tx, complaint, "REOPEN", reason);
  complaint.reopenCount += 1;
  await goOn(tx, complaint);
  return complaint;
}

async function followUp(tx: Tx, old: Complaint, reason: string): Promise<Complaint> {
  const open = (sealed: Uint8Array | null | undefined) => (sealed ? tx.kernel.cipher.open(sealed) : null);
  const next = await createComplaint(tx, {
    hospitalId: old.hospital.id,
    departmentId: old.department?.id,
    physicianId: old.physician?.id,
    patientId: old.patient?.id,
    encounterId: old.encounterId,
    categoryId: await categoryInUse(tx, old),
    stageInstanceId: old.stageInstanceId,
    source: old.source,
    externalReference: old.externalReference,
    severity: old.severity,
    priority: old.priority,
    subject: old.subject,
    description: reason,
    isAnonymous: old.isAnonymous,
    relation: old.relation,
    language: old.language,
    complainantName: open(old.complainantNameSealed),
    complainantMobile: open(old.complainantMobileSealed),
    complainantEmail: open(old.complainantEmailSealed),
    previousId: old.id,
  });
  record(tx, old, {
    kind: ComplaintEntryKind.REOPENED,
    audit: "complaint.followedUp",
    change: "REOPENED",
    text: next.reference,
    after: { nextId: next.id },
  });
  return next;
}

/** What is in use no more can't be chosen for a new complaint. */
async function categoryInUse(tx: Tx, { category }: Complaint): Promise<string | null> {
  const found = category && (await tx.em.findOne(ComplaintCategory, { id: category.id, isActive: true }));
  return found?.id ?? null;
}

/** F11 B: by hand, also when closing did not send one. */
export async function askForSatisfaction(tx: Tx, id: string): Promise<Complaint> {
  const complaint = await findComplaint(tx, id);
  if (!complaint.closedAt || complaint.mergedInto) {
    throw failure(
      "NOT_CLOSED",
      "The survey about the resolution is sent for closed complaints.",
      "تُرسل استبانة الرضا عن المعالجة للشكاوى المغلقة فقط.",
    );
  }
  await sendResolutionSurvey(tx, complaint, { isAsked: true });
  return complaint;
}
