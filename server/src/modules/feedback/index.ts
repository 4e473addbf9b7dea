import { presenceAt, type ModuleDefinition } from "../core/index.ts";
import { caseFields, deadlineFields, entryFields } from "../sla/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import { FeedbackBulkResolver } from "./feedback-bulk.resolver.ts";
import { feedbackVerbs } from "./feedback.bulk.ts";
import { FeedbackWorkResolver } from "./feedback-work.resolver.ts";
import { slaKindOf } from "./feedback.clocks.ts";
import { Feedback } from "./feedback.entity.ts";
import { feedbackSearch, feedbackTimeline } from "./feedback.found.ts";
import { feedbackList } from "./feedback.list.ts";
import { placeOfFeedback } from "./feedback.loaders.ts";
import { FeedbackResolver } from "./feedback.resolver.ts";
import { deadlineSubscribers } from "./sla.subscribers.ts";

export { Feedback, FeedbackEntry };
export { createFeedback, type CreateFeedbackFields } from "./create-feedback.service.ts";
export { FeedbackEntryKind, FeedbackKind, FeedbackSource, FeedbackStatus } from "./feedback.enums.ts";
export { feedbackChanged, feedbackChangedChannel } from "./feedback.events.ts";
export { feedbackCondition, FeedbackFilter } from "./feedback.filter.ts";
export { convertFeedback, findFeedback } from "./feedback.service.ts";

export const feedbackModule: ModuleDefinition = {
  name: "feedback",
  entities: [Feedback, FeedbackEntry],
  presence: [presenceAt("Feedback", Feedback, "feedback.read")],
  lists: [feedbackList],
  bulkVerbs: feedbackVerbs,
  search: [feedbackSearch],
  timeline: [feedbackTimeline],
  subscribers: [...deadlineSubscribers],
  resolvers: [
    caseFields(() => Feedback, "feedback.read"),
    entryFields(
      () => FeedbackEntry,
      "feedback.text",
      (context, { feedback }) => placeOfFeedback(context, feedback.id),
    ),
    deadlineFields(() => Feedback, slaKindOf),
    FeedbackResolver,
    FeedbackWorkResolver,
    FeedbackBulkResolver,
  ],
};
