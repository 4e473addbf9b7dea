import { ref } from "@mikro-orm/core";
import {
  covers,
  failure,
  Failure,
  findVisible,
  forbidden,
  type Language,
  sealText,
  sql,
  type Tx,
} from "../core/index.ts";
import { assertFilled, Hospital } from "../organizations/index.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { record } from "./complaint-history.ts";
import { complaintClocks } from "./complaint.clocks.ts";
import { Complaint } from "./complaint.entity.ts";
import {
  ComplaintEntryKind,
  ComplaintPriority,
  ComplaintSource,
  ComplaintStatus,
  ComplainantRelation,
  rankOf,
  type ComplaintSeverity,
} from "./complaint.enums.ts";
import { sendAcknowledgement } from "./complaint.messages.ts";
import { userRef } from "./complaint.moves.ts";
import { assertAssignable } from "./assignment.service.ts";
import { tellAssigned } from "./complaint-notices.ts";
import { contactColumns, type ComplainantContact } from "./complainant.ts";
import { linksOf } from "./complaint-links.ts";

export interface CreateComplaintFields extends ComplainantContact {
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly physicianId?: string | null;
  readonly patientId?: string | null;
  /** Instead of `patientId`: the medical record number in that hospital. */
  readonly mrn?: string | null;
  readonly encounterId?: string | null;
  readonly stageInstanceId?: string | null;
  readonly surveyInstanceId?: string | null;
  readonly source: ComplaintSource;
  readonly externalReference?: string | null;
  readonly categoryId?: string | null;
  readonly severity: ComplaintSeverity;
  readonly priority?: ComplaintPriority | null;
  readonly subject: string;
  readonly description: string;
  readonly isAnonymous?: boolean | null;
  readonly relation?: ComplainantRelation | null;
  readonly language?: Language | null;
  readonly receivedAt?: Date | null;
  readonly assigneeId?: string | null;
  readonly previousId?: string | null;
  readonly convertedFromId?: string | null;
  readonly clientMutationId?: string | null;
}

/** CM-1: registers a complaint within the caller's reach. The same `clientMutationId` again answers with the first. */
export async function createComplaint(tx: Tx, fields: CreateComplaintFields): Promise<Complaint> {
  if (fields.clientMutationId) {
    const before = await tx.em.findOne(Complaint, { clientMutationId: fields.clientMutationId });
    if (before) return before;
  }
  await findVisible(tx.em, Hospital, fields.hospitalId);
  assertFilled(fields, ["subject", "description"]);
  const links = await linksOf(tx, fields);
  const registeredBy = tx.actor.userId ?? null;
  const place = {
    hospitalId: fields.hospitalId,
    departmentIds: links.department ? [links.department.id] : [],
    ownerIds: registeredBy ? [registeredBy] : [],
  };
  // F1.5: a call-centre agent registers for any hospital they answer for: it is their own interaction.
  if (!covers(tx.scope, place)) throw forbidden();
  const receivedAt = fields.receivedAt ?? tx.now;
  assertReceived(receivedAt, tx.now);
  const category = fields.categoryId ? await findCategory(tx, fields.categoryId) : null;
  const priority = fields.priority ?? (fields.severity as unknown as ComplaintPriority);
  if (fields.assigneeId) await assertAssignable(tx, fields.assigneeId, fields.hospitalId, links.department?.id ?? null);
  const contact = contactColumns(tx, fields);
  const complaint = tx.em.create(Complaint, {
    ...links,
    ...contact,
    reference: await nextReference(tx, fields.hospitalId),
    hospital: ref(Hospital, fields.hospitalId),
    encounterId: fields.encounterId?.trim() || links.encounterId,
    source: fields.source,
    externalReference: fields.externalReference?.trim() || null,
    category: category && ref(category),
    severity: fields.severity,
    severityRank: rankOf[fields.severity],
    priority,
    priorityRank: rankOf[priority],
    subject: fields.subject.trim(),
    descriptionSealed: sealText(tx, fields.description) as Buffer,
    isAnonymous: fields.isAnonymous ?? false,
    relation: fields.relation ?? ComplainantRelation.PATIENT,
    language: fields.language ?? links.language,
    receivedAt,
    registeredBy: userRef(registeredBy),
    assignee: userRef(fields.assigneeId),
    previous: fields.previousId ? ref(Complaint, fields.previousId) : null,
    convertedFromId: fields.convertedFromId,
    clientMutationId: fields.clientMutationId,
  });
  await tx.em.flush();
  await complaintClocks.start(tx, complaint);
  record(tx, complaint, {
    kind: ComplaintEntryKind.CREATED,
    audit: "complaint.created",
    change: "CREATED",
    toStatus: ComplaintStatus.OPEN,
    assigneeId: fields.assigneeId,
    after: createdFacts(complaint),
  });
  if (fields.assigneeId) await tellAssigned(tx, complaint, fields.assigneeId);
  await sendAcknowledgement(tx, complaint);
  return complaint;
}

const createdFacts = (complaint: Complaint) => ({
  reference: complaint.reference,
  source: complaint.source,
  severity: complaint.severity,
  priority: complaint.priority,
  categoryId: complaint.category?.id ?? null,
  departmentId: complaint.department?.id ?? null,
  assigneeId: complaint.assignee?.id ?? null,
  receivedAt: complaint.receivedAt,
  dueAt: complaint.dueAt ?? null,
});

const maxAgeMs = 366 * 86_400_000;

/** A complaint can be written down later than it came, not before. */
function assertReceived(receivedAt: Date, now: Date): void {
  if (receivedAt > now) {
    throw failure("IN_FUTURE", "It can't have come in the future.", "لا يمكن أن يكون وقت الاستلام في المستقبل.", [
      "receivedAt",
    ]);
  }
  if (now.getTime() - receivedAt.getTime() > maxAgeMs) {
    throw failure("TOO_OLD", "Give a time within the last year.", "اختر وقتًا خلال السنة الماضية.", ["receivedAt"]);
  }
}

async function findCategory(tx: Tx, id: string): Promise<ComplaintCategory> {
  const category = await tx.em.findOne(ComplaintCategory, { id });
  if (category?.isActive) return category;
  throw new Failure([
    {
      code: "UNKNOWN_CATEGORY",
      message: { en: "Choose a category that is in use.", ar: "اختر تصنيفًا مستخدمًا." },
      field: ["categoryId"],
    },
  ]);
}

async function nextReference(tx: Tx, hospitalId: string): Promise<string> {
  const [row] = await sql<{ reference: string }>(
    tx.em,
    `select 'CMP-' || to_char($1::timestamptz at time zone time_zone, 'YYYY') || '-' || lpad(nextval('complaint_reference')::text, 6, '0') as reference
       from hospital where id = $2`,
    [tx.now, hospitalId],
  );
  if (!row) throw new Error("the hospital is there: it was found before");
  return row.reference;
}
