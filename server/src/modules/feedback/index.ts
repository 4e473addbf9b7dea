import type { ModuleDefinition } from "../core/index.ts";
import { FeedbackEntry } from "./feedback-entry.entity.ts";
import { FeedbackWorkResolver } from "./feedback-work.resolver.ts";
import { Feedback } from "./feedback.entity.ts";
import { feedbackSearch, feedbackTimeline } from "./feedback.found.ts";
import { feedbackList } from "./feedback.list.ts";
import { FeedbackEntryResolver, FeedbackResolver } from "./feedback.resolver.ts";
import { followDeadlines, noteEscalations, noteReminders } from "./sla.subscribers.ts";

export { Feedback, FeedbackEntry };
export { createFeedback, type CreateFeedbackFields } from "./create-feedback.service.ts";
export { FeedbackEntryKind, FeedbackKind, FeedbackSource, FeedbackStatus } from "./feedback.enums.ts";
export { feedbackChanged, feedbackChangedChannel } from "./feedback.events.ts";
export { feedbackCondition, FeedbackFilter } from "./feedback.filter.ts";
export { convertFeedback, findFeedback } from "./feedback.service.ts";

export const feedbackModule: ModuleDefinition = {
  name: "feedback",
  entities: [Feedback, FeedbackEntry],
  lists: [feedbackList],
  search: [feedbackSearch],
  timeline: [feedbackTimeline],
  subscribers: [followDeadlines, noteReminders, noteEscalations],
  resolvers: [FeedbackResolver, FeedbackWorkResolver, FeedbackEntryResolver],
};
