import { ref } from "@mikro-orm/core";
import { loadDirectory, managersOf, mayWorkAt, User } from "../accounts/index.ts";
import { covers, failure, findVisible, forbidden, Language, sealText, sql, type Tx } from "../core/index.ts";
import { tellUsers, UserNotificationKind } from "../notifications/index.ts";
import { assertFilled, sealContact, Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import type { FeedbackContact } from "./feedback-contact.ts";
import { record } from "./feedback-history.ts";
import { feedbackClocks } from "./feedback.clocks.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind, FeedbackKind, FeedbackStatus, type FeedbackSource } from "./feedback.enums.ts";
import { notAssignable, unknown } from "./feedback.refusals.ts";
import { referencePrefix } from "./feedback.rules.ts";

export interface FeedbackLinks {
  readonly departmentId?: string | null;
  readonly physicianId?: string | null;
  readonly patientId?: string | null;
  readonly mrn?: string | null;
}

export interface CreateFeedbackFields extends FeedbackContact, FeedbackLinks {
  readonly hospitalId: string;
  readonly kind: FeedbackKind;
  readonly source: FeedbackSource;
  readonly subject: string;
  readonly description: string;
  readonly language?: Language | null;
  readonly receivedAt?: Date | null;
  readonly assigneeId?: string | null;
  readonly clientMutationId?: string | null;
}

/** FB-1: writes down an inquiry or a feedback within the caller's reach. The same `clientMutationId` again answers with the first. */
export async function createFeedback(tx: Tx, fields: CreateFeedbackFields): Promise<Feedback> {
  if (fields.clientMutationId) {
    const before = await tx.em.findOne(Feedback, { clientMutationId: fields.clientMutationId });
    if (before) return before;
  }
  await findVisible(tx.em, Hospital, fields.hospitalId);
  assertFilled(fields, ["subject", "description"]);
  const links = await linksOf(tx, fields.hospitalId, fields);
  const registeredBy = tx.actor.userId ?? null;
  const place = {
    hospitalId: fields.hospitalId,
    departmentIds: links.department ? [links.department.id] : [],
    ownerIds: registeredBy ? [registeredBy] : [],
  };
  if (!covers(tx.scope, place)) throw forbidden();
  if (fields.receivedAt && fields.receivedAt > tx.now) {
    throw failure("IN_FUTURE", "It can't have come in the future.", "لا يمكن أن يكون وقت الاستلام في المستقبل.", [
      "receivedAt",
    ]);
  }
  const departmentId = links.department?.id ?? null;
  if (fields.assigneeId) await assertAssignable(tx, fields.assigneeId, fields.hospitalId, departmentId);
  const feedback = tx.em.create(Feedback, {
    ...sealContact(tx, "contact", fields),
    department: links.department && ref(links.department),
    physician: links.physician && ref(links.physician),
    patient: links.patient && ref(links.patient),
    reference: await nextReference(tx, fields.hospitalId, fields.kind),
    hospital: ref(Hospital, fields.hospitalId),
    kind: fields.kind,
    source: fields.source,
    subject: fields.subject.trim(),
    descriptionSealed: sealText(tx, fields.description) as Buffer,
    language: fields.language ?? links.patient?.language ?? Language.AR,
    receivedAt: fields.receivedAt ?? tx.now,
    registeredBy: userRef(registeredBy),
    assignee: userRef(fields.assigneeId),
    clientMutationId: fields.clientMutationId,
  });
  await tx.em.flush();
  await feedbackClocks.start(tx, feedback);
  const { reference, kind, source } = feedback;
  record(tx, feedback, {
    kind: FeedbackEntryKind.CREATED,
    audit: "feedback.created",
    change: "CREATED",
    toStatus: FeedbackStatus.OPEN,
    assigneeId: fields.assigneeId,
    after: { reference, kind, source, departmentId, assigneeId: fields.assigneeId ?? null },
  });
  await announce(tx, feedback, fields.assigneeId ?? null);
  return feedback;
}

/** FB-7: the new owner hears of it; of a compliment the department's manager as well, since praise is for those who earned it. */
async function announce(tx: Tx, feedback: Feedback, assigneeId: string | null): Promise<void> {
  const about = {
    parameters: { reference: feedback.reference, title: { en: feedback.subject, ar: feedback.subject } },
    target: { type: "Feedback", id: feedback.id },
    permission: "feedback.read" as const,
    hospitalId: feedback.hospital.id,
  };
  if (assigneeId) {
    await tellUsers(tx, [
      { ...about, userIds: [assigneeId], kind: UserNotificationKind.ASSIGNED, titleKey: "feedbackAssigned" },
    ]);
  }
  if (feedback.kind !== FeedbackKind.COMPLIMENT || !feedback.department) return;
  const place = { hospitalId: feedback.hospital.id, departmentId: feedback.department.id };
  const managers = managersOf(await loadDirectory(tx.em, [place.hospitalId], "feedback.work"), place);
  const nearest = managers.find((ids) => ids.length > 0) ?? [];
  await tellUsers(tx, [
    { ...about, userIds: nearest, kind: UserNotificationKind.PRAISED, titleKey: "feedbackCompliment" },
  ]);
}

export async function assertAssignable(
  tx: Tx,
  userId: string,
  hospitalId: string,
  departmentId: string | null,
): Promise<void> {
  const directory = await loadDirectory(tx.em, [hospitalId], "feedback.work");
  if (!mayWorkAt(directory, userId, { hospitalId, departmentId })) throw notAssignable();
}

export const userRef = (id: string | null | undefined) => (id ? ref(User, id) : null);

const past = { filters: false } as const;

/** FB-1: what it refers to lies in its hospital. */
export async function linksOf(tx: Tx, hospital: string, links: FeedbackLinks) {
  const { departmentId, physicianId, patientId } = links;
  const mrn = links.mrn?.trim();
  const department = departmentId ? await tx.em.findOne(Department, { id: departmentId, hospital }, past) : null;
  if (departmentId && !department) {
    throw unknown("departmentId", "Choose a department of this hospital.", "اختر قسمًا من هذا المستشفى.");
  }
  const physician = physicianId ? await tx.em.findOne(Physician, { id: physicianId, hospital }, past) : null;
  if (physicianId && !physician) {
    throw unknown("physicianId", "Choose a physician of this hospital.", "اختر طبيبًا من هذا المستشفى.");
  }
  const wanted = patientId ? { id: patientId } : mrn ? { mrn } : null;
  const patient = wanted && (await tx.em.findOne(Patient, { ...wanted, hospital, deletedAt: null }, past));
  if (wanted && !patient) {
    throw patientId
      ? unknown("patientId", "Choose a patient of this hospital.", "اختر مريضًا من هذا المستشفى.")
      : unknown("mrn", "No patient of this hospital has this number.", "لا يوجد مريض بهذا الرقم في هذا المستشفى.");
  }
  return { department, physician, patient };
}

async function nextReference(tx: Tx, hospitalId: string, kind: FeedbackKind): Promise<string> {
  const [row] = await sql<{ reference: string }>(
    tx.em,
    `select $3 || '-' || to_char($1::timestamptz at time zone time_zone, 'YYYY') || '-' || lpad(nextval('feedback_reference')::text, 6, '0') as reference
       from hospital where id = $2`,
    [tx.now, hospitalId, referencePrefix(kind)],
  );
  if (!row) throw new Error("the hospital is there: it was found before");
  return row.reference;
}
