import { loader, openText, reaches, unscoped, type Place, type RequestContext } from "../core/index.ts";
import { contactBehind } from "../organizations/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import { feedbackPlace } from "./feedback-history.ts";
import { Feedback } from "./feedback.entity.ts";
import { isMovePossible } from "./feedback.rules.ts";
import { FeedbackKind } from "./feedback.enums.ts";
import type { FeedbackAbilities, FeedbackContactType } from "./feedback.types.ts";

export const timelineOf = loader<FeedbackEntry[]>(async (context, ids) => {
  const where = { feedback: { $in: [...ids] } };
  const rows = await unscoped(context).find(FeedbackEntry, where, { orderBy: { at: "asc", id: "asc" } });
  return Map.groupBy(rows, (row) => row.feedback.id);
}, []);

/** Where that of a line lies, for what of it needs a right at that place. */
export const placeOfFeedback = loader<Place>(async (context, ids) => {
  const fields = ["hospital", "department", "physician", "assignee", "registeredBy"] as const;
  const rows = await unscoped(context).find(Feedback, { id: { $in: [...ids] } }, { fields });
  return new Map(rows.map((row) => [row.id, feedbackPlace(row)]));
}, {});

/** FB-4: the words of whoever may read them; analysts see none. */
export function textOf(context: RequestContext, feedback: Feedback, sealed: Uint8Array | null | undefined) {
  return reaches(context, "feedback.text", feedbackPlace(feedback)) ? openText(context, sealed) : null;
}

/** FB-4: masked without the right to see identity, and audited with it. */
export const contactOf = (context: RequestContext, feedback: Feedback): Promise<FeedbackContactType | null> =>
  contactBehind(
    context,
    { name: feedback.contactNameSealed, mobile: feedback.contactMobileSealed, email: feedback.contactEmailSealed },
    { type: "Feedback", id: feedback.id, place: feedbackPlace(feedback), audit: "feedback.identityRead" },
  );

/** FB-9: what the console shows as possible is what the services accept; both ask the same rules. */
export function abilitiesOf(context: RequestContext, feedback: Feedback): FeedbackAbilities {
  const place = feedbackPlace(feedback);
  const { status } = feedback;
  const isOpen = !feedback.closedAt;
  const mayWork = reaches(context, "feedback.work", place);
  const canWork = isOpen && mayWork;
  const needsAnswer = feedback.kind === FeedbackKind.INQUIRY && !feedback.answeredAt;
  return {
    canEdit: canWork,
    canAssign: isOpen && reaches(context, "feedback.assign", place),
    canStart: canWork && isMovePossible("START", status),
    canPutBack: canWork && isMovePossible("PUT_BACK", status),
    canAddNote: canWork,
    canAnswer: canWork,
    canClose: canWork && !needsAnswer && isMovePossible("CLOSE", status),
    canReopen: mayWork && isMovePossible("REOPEN", status),
    canConvert: mayWork && reaches(context, "complaint.create", place) && isMovePossible("CONVERT", status),
    canEscalate: canWork,
    canCancel: canWork && isMovePossible("CANCEL", status),
  };
}
