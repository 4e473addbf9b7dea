import { ref } from "@mikro-orm/core";
import { checkMentions } from "../accounts/index.ts";
import {
  applyChanges,
  assertVersion,
  covers,
  findVisible,
  forbidden,
  type Language,
  sealText,
  sql,
  type Tx,
} from "../core/index.ts";
import {
  NotificationPurpose,
  queueNotifications,
  tellUsers,
  UserNotificationKind,
  type Contact,
} from "../notifications/index.ts";
import { assertFilled, sealContact, Channel } from "../organizations/index.ts";
import { SlaTarget } from "../sla/index.ts";
import { assertAssignable, linksOf, userRef, type FeedbackLinks } from "./create-feedback.service.ts";
import type { FeedbackContact } from "./feedback-contact.ts";
import { record, type FeedbackLine } from "./feedback-history.ts";
import { feedbackClocks } from "./feedback.clocks.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackEntryKind, type FeedbackSource } from "./feedback.enums.ts";
import type { FeedbackChange } from "./feedback.events.ts";
import { setOwner } from "./feedback.owner.ts";
import { noReceiver, refusal } from "./feedback.refusals.ts";
import { feedbackMoves, refusalOf, type FeedbackMove } from "./feedback.rules.ts";

/** The feedback within the caller's reach, in the version they saw. */
export async function findFeedback(tx: Tx, id: string, version?: number | null): Promise<Feedback> {
  const feedback = await findVisible(tx.em, Feedback, id);
  assertVersion(feedback, version);
  return feedback;
}

export async function findOpen(tx: Tx, id: string, version?: number | null): Promise<Feedback> {
  const feedback = await findFeedback(tx, id, version);
  if (feedback.closedAt) throw refusal("ILLEGAL_STATUS");
  return feedback;
}

const tellings: Readonly<Record<FeedbackMove, readonly [FeedbackEntryKind, audit: string, FeedbackChange]>> = {
  START: [FeedbackEntryKind.STATUS_CHANGED, "feedback.started", "STATUS"],
  PUT_BACK: [FeedbackEntryKind.STATUS_CHANGED, "feedback.putBack", "STATUS"],
  CLOSE: [FeedbackEntryKind.CLOSED, "feedback.closed", "CLOSED"],
  REOPEN: [FeedbackEntryKind.REOPENED, "feedback.reopened", "STATUS"],
  CONVERT: [FeedbackEntryKind.CONVERTED, "feedback.converted", "CLOSED"],
  CANCEL: [FeedbackEntryKind.CANCELLED, "feedback.cancelled", "CLOSED"],
};

/** FB-2: one step of the workflow, checked, written down and told. */
export function move(
  tx: Tx,
  feedback: Feedback,
  step: FeedbackMove,
  reason?: string | null,
  more: Partial<FeedbackLine> = {},
): void {
  const { kind, status: from } = feedback;
  const refused = refusalOf(step, { kind, status: from, reason, isAnswered: feedback.answeredAt != null });
  if (refused) throw refusal(refused);
  const { to } = feedbackMoves[step];
  const [entryKind, audit, change] = tellings[step];
  feedback.status = to;
  record(tx, feedback, {
    kind: entryKind,
    audit,
    change,
    fromStatus: from,
    toStatus: to,
    text: reason,
    before: { status: from },
    after: { status: to },
    ...more,
  });
}

export interface EditFeedbackFields extends FeedbackContact, FeedbackLinks {
  readonly id: string;
  readonly version: number;
  readonly subject?: string;
  readonly description?: string;
  readonly source?: FeedbackSource;
  readonly language?: Language;
}

/** FB-1: what is known of it; another department counts its deadline anew. */
export async function editFeedback(tx: Tx, fields: EditFeedbackFields): Promise<Feedback> {
  const feedback = await findOpen(tx, fields.id, fields.version);
  if (fields.subject !== undefined) assertFilled(fields, ["subject"]);
  if (fields.description !== undefined) assertFilled(fields, ["description"]);
  const changedFields = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || name === "id" || name === "version" ? [] : [name],
  );
  const links = await linksOf(tx, feedback.hospital.id, fields);
  const departmentBefore = feedback.department?.id ?? null;
  if (fields.departmentId !== undefined) {
    const departmentIds = links.department ? [links.department.id] : [];
    const ownerIds = [feedback.registeredBy?.id, feedback.assignee?.id].filter((id) => id != null);
    if (!covers(tx.scope, { hospitalId: feedback.hospital.id, departmentIds, ownerIds })) throw forbidden();
    feedback.department = links.department && ref(links.department);
  }
  if (fields.physicianId !== undefined) feedback.physician = links.physician && ref(links.physician);
  if (fields.patientId !== undefined) feedback.patient = links.patient && ref(links.patient);
  const { subject, source, language } = fields;
  applyChanges(feedback, { subject: subject?.trim(), source, language, ...sealContact(tx, "contact", fields) });
  if (fields.description !== undefined) feedback.descriptionSealed = sealText(tx, fields.description) as Buffer;
  record(tx, feedback, {
    kind: FeedbackEntryKind.EDITED,
    audit: "feedback.edited",
    change: "EDITED",
    changedFields,
    after: { changedFields },
  });
  if ((feedback.department?.id ?? null) !== departmentBefore) await feedbackClocks.recount(tx, feedback);
  return feedback;
}

export async function assignFeedback(tx: Tx, id: string, assigneeId: string, version?: number | null) {
  const { feedback, isNew } = await giveFeedback(tx, id, assigneeId, version);
  if (isNew) await tellAssigned(tx, feedback, assigneeId);
  return feedback;
}

/** SLA-25: without a word to the new owner, who may get many at once. */
export async function giveFeedback(tx: Tx, id: string, assigneeId: string, version?: number | null) {
  const feedback = await findOpen(tx, id, version);
  if (feedback.assignee?.id === assigneeId) return { feedback, isNew: false };
  await assertAssignable(tx, assigneeId, feedback.hospital.id, feedback.department?.id ?? null);
  setOwner(tx, feedback, assigneeId);
  await feedbackClocks.recount(tx, feedback);
  return { feedback, isNew: true };
}

export const tellAssigned = (tx: Tx, feedback: Feedback, assigneeId: string): Promise<void> =>
  tellUsers(tx, [about(feedback, [assigneeId], UserNotificationKind.ASSIGNED, "feedbackAssigned")]);

const about = (feedback: Feedback, userIds: readonly string[], kind: UserNotificationKind, titleKey: string) => ({
  userIds,
  kind,
  titleKey,
  parameters: { reference: feedback.reference, title: { en: feedback.subject, ar: feedback.subject } },
  target: { type: "Feedback", id: feedback.id },
  permission: "feedback.read" as const,
  hospitalId: feedback.hospital.id,
});

export async function startFeedback(tx: Tx, id: string, version?: number | null): Promise<Feedback> {
  const feedback = await findOpen(tx, id, version);
  move(tx, feedback, "START");
  if (!feedback.assignee && tx.actor.userId) {
    feedback.assignee = userRef(tx.actor.userId);
    await feedbackClocks.recount(tx, feedback);
  }
  await feedbackClocks.meet(tx, feedback, SlaTarget.ACKNOWLEDGE);
  return feedback;
}

export async function putBackFeedback(tx: Tx, id: string, reason: string, version?: number | null) {
  const feedback = await findOpen(tx, id, version);
  move(tx, feedback, "PUT_BACK", reason);
  return feedback;
}

export async function addFeedbackNote(tx: Tx, id: string, note: string): Promise<Feedback> {
  const feedback = await findOpen(tx, id);
  assertFilled({ note }, ["note"]);
  record(tx, feedback, { kind: FeedbackEntryKind.NOTE, audit: "feedback.noted", change: "NOTE", text: note });
  const place = { hospitalId: feedback.hospital.id, departmentId: feedback.department?.id ?? null };
  const ids = await checkMentions(tx, note, place, "feedback.read", feedback.assignee?.id);
  await tellUsers(tx, [about(feedback, ids, UserNotificationKind.MENTIONED, "feedbackMentioned")]);
  return feedback;
}

/** FB-3: answers the person, by message where there is an address, else by word of mouth: then `isSpoken` says so. */
export async function answerFeedback(
  tx: Tx,
  id: string,
  answer: string,
  options: { readonly isSpoken?: boolean; readonly version?: number | null } = {},
): Promise<Feedback> {
  const feedback = await findOpen(tx, id, options.version);
  assertFilled({ answer }, ["answer"]);
  if (!options.isSpoken) await send(tx, feedback, answer.trim());
  feedback.answeredAt = tx.now;
  feedback.answerSealed = sealText(tx, answer);
  record(tx, feedback, {
    kind: FeedbackEntryKind.ANSWERED,
    audit: "feedback.answered",
    change: "ANSWERED",
    isPublic: true,
    text: answer,
    after: { isSpoken: options.isSpoken ?? false },
  });
  await feedbackClocks.meet(tx, feedback, SlaTarget.ACKNOWLEDGE);
  await feedbackClocks.meet(tx, feedback, SlaTarget.FIRST_RESPONSE);
  return feedback;
}

async function send(tx: Tx, feedback: Feedback, message: string): Promise<void> {
  const open = (sealed: Uint8Array | null | undefined) => (sealed ? tx.kernel.cipher.open(sealed) : null);
  const contact: Contact = { mobile: open(feedback.contactMobileSealed), email: open(feedback.contactEmailSealed) };
  const hasContact = contact.mobile !== null || contact.email !== null;
  if (!hasContact && !feedback.patient) throw noReceiver();
  const [row] = await sql<{ channel: Channel }>(
    tx.em,
    "select default_channel as channel from hospital_settings where hospital_id = $1",
    [feedback.hospital.id],
  );
  const usual = row?.channel ?? Channel.SMS;
  const channel =
    hasContact && !contact.mobile
      ? Channel.EMAIL
      : usual === Channel.EMAIL && !contact.email && hasContact
        ? Channel.SMS
        : usual;
  await queueNotifications(tx, [
    {
      ...(hasContact ? { contact } : { patientId: feedback.patient?.id }),
      hospitalId: feedback.hospital.id,
      purpose: NotificationPurpose.FEEDBACK_ANSWER,
      channel,
      language: feedback.language,
      relatedType: "Feedback",
      relatedId: feedback.id,
      data: { reference: feedback.reference, message },
    },
  ]);
}

/** FB-6: to the next level of its chain, by hand. */
export async function escalateFeedback(tx: Tx, id: string, reason: string, version?: number | null): Promise<Feedback> {
  const feedback = await findOpen(tx, id, version);
  await feedbackClocks.escalate(tx, feedback, reason);
  return feedback;
}

export async function closeFeedback(tx: Tx, id: string, note?: string | null, version?: number | null) {
  const feedback = await findOpen(tx, id, version);
  move(tx, feedback, "CLOSE", note);
  feedback.closedAt = tx.now;
  await feedbackClocks.meet(tx, feedback, SlaTarget.RESOLVE);
  return feedback;
}

export async function cancelFeedback(tx: Tx, id: string, reason: string, version?: number | null) {
  const feedback = await findOpen(tx, id, version);
  move(tx, feedback, "CANCEL", reason);
  feedback.closedAt = tx.now;
  await feedbackClocks.cancel(tx, feedback);
  return feedback;
}

export async function reopenFeedback(tx: Tx, id: string, reason: string, version?: number | null) {
  const feedback = await findFeedback(tx, id, version);
  move(tx, feedback, "REOPEN", reason);
  const closedAt = feedback.closedAt ?? null;
  feedback.closedAt = null;
  await feedbackClocks.reopen(tx, feedback, closedAt);
  return feedback;
}

/** FB-8: it goes on as a complaint, which complaints makes; the timeline stays here and names it. */
export async function convertFeedback(
  tx: Tx,
  feedback: Feedback,
  complaint: { readonly id: string; readonly reference: string },
  reason?: string | null,
): Promise<void> {
  move(tx, feedback, "CONVERT", reason?.trim() || complaint.reference, { after: { complaintId: complaint.id } });
  feedback.complaintId = complaint.id;
  if (!feedback.closedAt) await feedbackClocks.cancel(tx, feedback);
  feedback.closedAt = tx.now;
}
