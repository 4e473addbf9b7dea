import { byId, covers, loader, unscoped, type RequestContext } from "../core/index.ts";
import { Department, Hospital, maskEmail, maskName, maskPhone, Patient, Physician } from "../organizations/index.ts";
import { SlaCaseKind, slaClocksLoader, slaExplanationLoader, slaHistoryLoader } from "../sla/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import { feedbackPlace } from "./feedback-history.ts";
import { slaKindOf } from "./feedback.clocks.ts";
import type { Feedback } from "./feedback.entity.ts";
import { isMovePossible } from "./feedback.rules.ts";
import { FeedbackKind } from "./feedback.enums.ts";
import type { FeedbackAbilities, FeedbackContactType } from "./feedback.types.ts";

export const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await unscoped(context).find(Hospital, { id: { $in: [...ids] } })),
  null,
);
export const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await unscoped(context).find(Department, { id: { $in: [...ids] } })),
  null,
);
export const physicianOf = loader<Physician | null>(
  async (context, ids) => byId(await unscoped(context).find(Physician, { id: { $in: [...ids] } })),
  null,
);
export const patientOf = loader<Patient | null>(async (context, ids) => {
  if (!context.may("patient.read")) return new Map();
  return byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } }));
}, null);

export const timelineOf = loader<FeedbackEntry[]>(async (context, ids) => {
  const where = { feedback: { $in: [...ids] } };
  const rows = await unscoped(context).find(FeedbackEntry, where, { orderBy: { at: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.feedback.id);
}, []);

const inquiryClocks = slaClocksLoader(SlaCaseKind.INQUIRY);
const feedbackClocks = slaClocksLoader(SlaCaseKind.FEEDBACK);
const inquiryHistory = slaHistoryLoader(SlaCaseKind.INQUIRY);
const feedbackHistory = slaHistoryLoader(SlaCaseKind.FEEDBACK);
const inquiryExplanation = slaExplanationLoader(inquiryClocks);
const feedbackExplanation = slaExplanationLoader(feedbackClocks);
const isInquiry = (feedback: Feedback) => slaKindOf(feedback) === SlaCaseKind.INQUIRY;

export const clocksOf = (context: RequestContext, feedback: Feedback) =>
  (isInquiry(feedback) ? inquiryClocks : feedbackClocks)(context, feedback.id);

export const explanationOf = (context: RequestContext, feedback: Feedback, clockId: string) =>
  (isInquiry(feedback) ? inquiryExplanation : feedbackExplanation)(context, feedback.id, clockId);

export const slaHistoryOf = (context: RequestContext, feedback: Feedback) =>
  (isInquiry(feedback) ? inquiryHistory : feedbackHistory)(context, feedback.id);

/** FB-4: the words of whoever may read them; analysts see none. */
export function textOf(context: RequestContext, feedback: Feedback, sealed: Uint8Array | null | undefined) {
  const mayRead = context.may("feedback.text") && covers(context.scope("feedback.text"), feedbackPlace(feedback));
  return mayRead ? openText(context, sealed) : null;
}

export const openText = (context: RequestContext, sealed: Uint8Array | null | undefined): string | null =>
  sealed ? context.kernel.cipher.open(sealed) : null;

/** FB-4: masked without the right to see identity; with it, its reading is in the audit trail before the answer goes out. */
export async function contactOf(context: RequestContext, feedback: Feedback): Promise<FeedbackContactType | null> {
  const name = openText(context, feedback.contactNameSealed);
  const mobile = openText(context, feedback.contactMobileSealed);
  const email = openText(context, feedback.contactEmailSealed);
  if (!name && !mobile && !email) return null;
  const isOpen = context.may("patient.identity") && covers(context.scope("patient.identity"), feedbackPlace(feedback));
  if (!isOpen) {
    return { name: name && maskName(name), mobile: mobile && maskPhone(mobile), email: email && maskEmail(email) };
  }
  await noteReading(context, feedback);
  return { name, mobile, email };
}

/** One entry per feedback and request. */
async function noteReading(context: RequestContext, feedback: Feedback): Promise<void> {
  const key = `feedback contact ${feedback.id}`;
  let noted = context.memory.get(key) as Promise<void> | undefined;
  if (!noted) {
    noted = context.run("patient.identity", async (tx) => {
      tx.audit({
        action: "feedback.identityRead",
        targetType: "Feedback",
        targetId: feedback.id,
        hospitalId: feedback.hospital.id,
      });
    });
    context.memory.set(key, noted);
  }
  await noted;
}

/** FB-9: what the console shows as possible is what the services accept; both ask the same rules. */
export function abilitiesOf(context: RequestContext, feedback: Feedback): FeedbackAbilities {
  const place = feedbackPlace(feedback);
  const { status } = feedback;
  const isOpen = !feedback.closedAt;
  const mayWork = context.may("feedback.work") && covers(context.scope("feedback.work"), place);
  const canWork = isOpen && mayWork;
  const needsAnswer = feedback.kind === FeedbackKind.INQUIRY && !feedback.answeredAt;
  return {
    canEdit: canWork,
    canAssign: isOpen && context.may("feedback.assign") && covers(context.scope("feedback.assign"), place),
    canStart: canWork && isMovePossible("START", status),
    canPutBack: canWork && isMovePossible("PUT_BACK", status),
    canAddNote: canWork,
    canAnswer: canWork,
    canClose: canWork && !needsAnswer && isMovePossible("CLOSE", status),
    canReopen: mayWork && isMovePossible("REOPEN", status),
    canConvert: mayWork && context.may("complaint.create") && isMovePossible("CONVERT", status),
    canEscalate: canWork,
    canCancel: canWork && isMovePossible("CANCEL", status),
  };
}
