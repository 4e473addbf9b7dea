import { useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import { useCaseVerbs } from "#entities/case/use-case-verbs.ts";
import { AssignFeedbackBulkDocument, ChangeFeedbackStatusBulkDocument } from "#generated/graphql.ts";

/** What can be done to many inquiries or feedback. */
export const useFeedbackVerbs = () =>
  useCaseVerbs({
    of: "feedback",
    statusTexts: "entities.feedbackStatus",
    statuses: ["IN_PROGRESS", "CLOSED", "OPEN"] as const,
    permissions: { assign: "feedback.assign", work: "feedback.work" },
    assign: useBulkCommand(AssignFeedbackBulkDocument),
    move: useBulkCommand(ChangeFeedbackStatusBulkDocument),
  });
