import { ref } from "@mikro-orm/core";
import { applyChanges, covers, forbidden, type Language, sealText, type Tx } from "../core/index.ts";
import { assertFilled, type Channel } from "../organizations/index.ts";
import { setOwner } from "./complaint.owner.ts";
import { contactColumns, type ComplainantContact } from "./complainant.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { record } from "./complaint-history.ts";
import { linksOf } from "./complaint-links.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import type { Complaint } from "./complaint.entity.ts";
import {
  ComplaintEntryKind,
  rankOf,
  type ComplainantRelation,
  type ComplaintPriority,
  type ComplaintSeverity,
  ComplaintStatus,
} from "./complaint.enums.ts";
import { tellMentioned } from "./complaint-notices.ts";
import { begin, hasReceiver, respond, sendToComplainant } from "./complaint.messages.ts";
import { SlaPauseReason } from "../sla/index.ts";
import { findOpenComplaint, findUnmergedComplaint, goOn, move } from "./complaint.moves.ts";
import { refusal, unknown } from "./complaint.refusals.ts";
import { moveTo } from "./complaint.rules.ts";

export interface EditComplaintFields extends ComplainantContact {
  readonly id: string;
  readonly version: number;
  readonly subject?: string;
  readonly description?: string;
  readonly departmentId?: string | null;
  readonly physicianId?: string | null;
  readonly patientId?: string | null;
  readonly encounterId?: string | null;
  readonly stageInstanceId?: string | null;
  readonly categoryId?: string | null;
  readonly severity?: ComplaintSeverity;
  readonly priority?: ComplaintPriority;
  readonly externalReference?: string | null;
  readonly isAnonymous?: boolean;
  readonly relation?: ComplainantRelation;
  readonly language?: Language;
}

/** CM-4, CM-9: what is known of a complaint; a change of severity, priority or department counts its deadlines anew. */
export async function editComplaint(tx: Tx, fields: EditComplaintFields): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, fields.id, fields.version);
  if (fields.subject !== undefined) assertFilled(fields, ["subject"]);
  if (fields.description !== undefined) assertFilled(fields, ["description"]);
  const before = countedBy(complaint);
  const changed = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || name === "id" || name === "version" ? [] : [name],
  );
  await applyLinks(tx, complaint, fields);
  await applyCategory(tx, complaint, fields.categoryId);
  const { subject, severity, priority, externalReference, isAnonymous, relation, language } = fields;
  applyChanges(complaint, {
    subject: subject?.trim(),
    severity,
    priority,
    externalReference: externalReference === undefined ? undefined : externalReference?.trim() || null,
    isAnonymous,
    relation,
    language,
    ...(severity ? { severityRank: rankOf[severity] } : {}),
    ...(priority ? { priorityRank: rankOf[priority] } : {}),
    ...contactColumns(tx, { ...fields, isAnonymous: complaint.isAnonymous || isAnonymous === true }),
  });
  if (fields.description !== undefined) complaint.descriptionSealed = sealText(tx, fields.description) as Buffer;
  if (complaint.isAnonymous) complaint.patient = null;
  const after = countedBy(complaint);
  record(tx, complaint, {
    kind: ComplaintEntryKind.EDITED,
    audit: "complaint.edited",
    change: "EDITED",
    changedFields: changed,
    before,
    after: { ...after, changedFields: changed },
  });
  if (JSON.stringify(before) !== JSON.stringify(after)) await complaintClocks.recount(tx, complaint);
  // CM-33: the last address went, or another policy asks for a first response, while it is worked on.
  if (complaint.status !== ComplaintStatus.OPEN && !hasReceiver(complaint)) await begin(tx, complaint);
  return complaint;
}

const countedBy = (complaint: Complaint) => ({
  severity: complaint.severity,
  priority: complaint.priority,
  departmentId: complaint.department?.id ?? null,
  categoryId: complaint.category?.id ?? null,
});

async function applyLinks(tx: Tx, complaint: Complaint, fields: EditComplaintFields): Promise<void> {
  const { departmentId, physicianId, patientId, encounterId, stageInstanceId } = fields;
  const given = { departmentId, physicianId, patientId, encounterId, stageInstanceId };
  if (Object.values(given).every((value) => value === undefined)) return;
  const links = await linksOf(tx, { ...given, hospitalId: complaint.hospital.id, isAnonymous: fields.isAnonymous });
  // CM-4: nobody moves a complaint to where they could not have registered it.
  const place = {
    hospitalId: complaint.hospital.id,
    departmentIds: links.department ? [links.department.id] : [],
    ownerIds: [complaint.registeredBy?.id, complaint.assignee?.id].filter((id) => id != null),
  };
  if (departmentId !== undefined && !covers(tx.scope, place)) throw forbidden();
  if (departmentId !== undefined || (stageInstanceId && !complaint.department)) complaint.department = links.department;
  if (physicianId !== undefined || (stageInstanceId && !complaint.physician)) complaint.physician = links.physician;
  if (patientId !== undefined || (stageInstanceId && !complaint.patient)) complaint.patient = links.patient;
  if (encounterId !== undefined || stageInstanceId !== undefined) {
    complaint.encounterId = encounterId?.trim() || links.encounterId;
    complaint.journeyId = links.journeyId;
    complaint.stageInstanceId = links.stageInstanceId;
  }
}

async function applyCategory(tx: Tx, complaint: Complaint, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === (complaint.category?.id ?? null)) return;
  const category = id ? await tx.em.findOne(ComplaintCategory, { id, isActive: true }) : null;
  if (id && !category) throw unknown("categoryId", "Choose a category that is in use.", "اختر تصنيفًا مستخدمًا.");
  complaint.category = category && ref(category);
}

/** CM-5: beginning, putting back, sending back. Resolving, closing and reopening have mutations of their own. */
export async function changeComplaintStatus(
  tx: Tx,
  id: string,
  status: ComplaintStatus,
  reason?: string | null,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  const step = moveTo(complaint.status, status);
  if (!step) throw refusal("ILLEGAL_STATUS");
  await move(tx, complaint, step, reason);
  // Who begins what nobody owns takes it.
  if (step === "START" && !complaint.assignee && tx.actor.userId) {
    setOwner(tx, complaint, tx.actor.userId);
    await complaintClocks.recount(tx, complaint);
  }
  if (step === "START") await begin(tx, complaint);
  if (step === "SEND_BACK") await goOn(tx, complaint);
  return complaint;
}

/** CM-12, CM-34: for staff only; whoever is named with @ and may see the complaint is told. */
export async function addComplaintNote(tx: Tx, id: string, note: string): Promise<Complaint> {
  const complaint = await findUnmergedComplaint(tx, id);
  assertFilled({ note }, ["note"]);
  record(tx, complaint, {
    kind: ComplaintEntryKind.NOTE,
    audit: "complaint.noted",
    change: "NOTE",
    text: note,
  });
  await tellMentioned(tx, complaint, note);
  return complaint;
}

/** CM-12, CM-9: a person writes to the complainant; the first such message meets the first-response target, an internal note never does. */
export async function messageComplainant(tx: Tx, id: string, message: string, channel?: Channel): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id);
  assertFilled({ message }, ["message"]);
  const way = await sendToComplainant(tx, complaint, { purpose: "MESSAGE", message: message.trim(), channel });
  record(tx, complaint, {
    kind: ComplaintEntryKind.MESSAGE_SENT,
    audit: "complaint.messageSent",
    change: "MESSAGE",
    isPublic: true,
    text: message,
    channel: way,
  });
  await respond(tx, complaint);
  return complaint;
}

/** CM-32, CM-34: what was said to the complainant, by telephone or in person, written down by staff: an answer like one in writing. */
export async function recordSpokenAnswer(tx: Tx, id: string, answer: string): Promise<Complaint> {
  const complaint = await findUnmergedComplaint(tx, id);
  assertFilled({ message: answer }, ["message"]);
  record(tx, complaint, {
    kind: ComplaintEntryKind.ANSWER_SPOKEN,
    audit: "complaint.answerSpoken",
    change: "MESSAGE",
    isPublic: true,
    text: answer,
  });
  await respond(tx, complaint);
  return complaint;
}

/** CM-9, CM-34: what the complainant said, written down by staff; it ends a pause. */
export async function recordComplainantMessage(
  tx: Tx,
  id: string,
  message: string,
  channel?: Channel,
): Promise<Complaint> {
  const complaint = await findUnmergedComplaint(tx, id);
  assertFilled({ message }, ["message"]);
  record(tx, complaint, {
    kind: ComplaintEntryKind.MESSAGE_RECEIVED,
    audit: "complaint.messageReceived",
    change: "MESSAGE",
    isPublic: true,
    isByComplainant: true,
    text: message,
    channel,
  });
  if (complaint.pausedAt) await resume(tx, complaint, null);
  return complaint;
}

/** CM-9: to the next level of its chain, by hand. */
export async function escalateComplaint(
  tx: Tx,
  id: string,
  reason: string,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  await complaintClocks.escalate(tx, complaint, reason);
  return complaint;
}

/** CM-9: waiting for the complainant stops the clocks, with a reason. */
export async function pause(tx: Tx, id: string, reason: string, version?: number | null): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  if (complaint.pausedAt || complaint.resolvedAt) throw refusal("ILLEGAL_STATUS");
  if (!reason.trim()) throw refusal("REASON_REQUIRED");
  complaint.pausedAt = tx.now;
  await complaintClocks.pause(tx, complaint, SlaPauseReason.WAITING_FOR_COMPLAINANT);
  record(tx, complaint, {
    kind: ComplaintEntryKind.PAUSED,
    audit: "complaint.paused",
    change: "PAUSED",
    text: reason,
  });
  return complaint;
}

export async function resumeById(
  tx: Tx,
  id: string,
  note?: string | null,
  version?: number | null,
): Promise<Complaint> {
  const complaint = await findOpenComplaint(tx, id, version);
  if (!complaint.pausedAt) throw refusal("ILLEGAL_STATUS");
  await resume(tx, complaint, note ?? null);
  return complaint;
}

export async function resume(tx: Tx, complaint: Complaint, note: string | null): Promise<void> {
  const before = { pausedAt: complaint.pausedAt, dueAt: complaint.dueAt };
  complaint.pausedAt = null;
  await complaintClocks.resume(tx, complaint);
  record(tx, complaint, {
    kind: ComplaintEntryKind.RESUMED,
    audit: "complaint.resumed",
    change: "PAUSED",
    text: note,
    before,
    after: { dueAt: complaint.dueAt },
  });
}
