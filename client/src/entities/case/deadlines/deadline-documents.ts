import {
  ActionDeadlinesDocument,
  ActionDeadlineWhyDocument,
  ComplaintDeadlinesDocument,
  ComplaintDeadlineWhyDocument,
  FeedbackDeadlinesDocument,
  FeedbackDeadlineWhyDocument,
} from "#generated/graphql.ts";

/** The queries of each kind of case that has deadlines; they answer alike. */
export const DEADLINES = {
  actions: { clocks: ActionDeadlinesDocument, why: ActionDeadlineWhyDocument },
  complaints: { clocks: ComplaintDeadlinesDocument, why: ComplaintDeadlineWhyDocument },
  feedback: { clocks: FeedbackDeadlinesDocument, why: FeedbackDeadlineWhyDocument },
};
export type CaseOf = keyof typeof DEADLINES;
