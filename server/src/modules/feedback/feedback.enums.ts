import { registerEnumType } from "type-graphql";

export enum FeedbackKind {
  INQUIRY = "INQUIRY",
  COMPLIMENT = "COMPLIMENT",
  SUGGESTION = "SUGGESTION",
  COMMENT = "COMMENT",
}
registerEnumType(FeedbackKind, {
  name: "FeedbackKind",
  description: "What somebody told the hospital, other than a complaint.",
  valuesConfig: {
    INQUIRY: { description: "A question that waits for an answer." },
    COMPLIMENT: { description: "Praise; the department hears of it." },
    SUGGESTION: { description: "How something could be better." },
    COMMENT: { description: "Anything else." },
  },
});

export enum FeedbackStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  CLOSED = "CLOSED",
  CONVERTED = "CONVERTED",
  CANCELLED = "CANCELLED",
}
registerEnumType(FeedbackStatus, {
  name: "FeedbackStatus",
  description: "Where an inquiry or a feedback stands.",
  valuesConfig: {
    OPEN: { description: "Nobody has begun yet." },
    IN_PROGRESS: { description: "Somebody works on it." },
    CLOSED: { description: "Answered or noted." },
    CONVERTED: { description: "It became a complaint and goes on there." },
    CANCELLED: { description: "Written down by mistake, with a reason." },
  },
});

export enum FeedbackSource {
  CALL_CENTER = "CALL_CENTER",
  RECEPTION = "RECEPTION",
  EMAIL = "EMAIL",
  WEBSITE = "WEBSITE",
  PX_CONNECT = "PX_CONNECT",
  SOCIAL = "SOCIAL",
  SURVEY = "SURVEY",
  OTHER = "OTHER",
}
registerEnumType(FeedbackSource, {
  name: "FeedbackSource",
  description: "By which way an inquiry or a feedback came in.",
  valuesConfig: {
    CALL_CENTER: { description: "By telephone." },
    RECEPTION: { description: "At a counter." },
    EMAIL: { description: "By e-mail." },
    WEBSITE: { description: "From the hospital's website." },
    PX_CONNECT: { description: "From the patients' app." },
    SOCIAL: { description: "From a social network." },
    SURVEY: { description: "A comment in a survey." },
    OTHER: { description: "Some other way." },
  },
});

export enum FeedbackEntryKind {
  CREATED = "CREATED",
  EDITED = "EDITED",
  ASSIGNED = "ASSIGNED",
  STATUS_CHANGED = "STATUS_CHANGED",
  NOTE = "NOTE",
  ANSWERED = "ANSWERED",
  CLOSED = "CLOSED",
  REOPENED = "REOPENED",
  CONVERTED = "CONVERTED",
  CANCELLED = "CANCELLED",
  REMINDED = "REMINDED",
  BREACHED = "BREACHED",
  ESCALATED = "ESCALATED",
  DEADLINE_CHANGED = "DEADLINE_CHANGED",
}
registerEnumType(FeedbackEntryKind, {
  name: "FeedbackEntryKind",
  description: "What a line of the timeline of an inquiry or a feedback tells.",
  valuesConfig: {
    CREATED: { description: "It was written down." },
    EDITED: { description: "What is known of it was changed." },
    ASSIGNED: { description: "It got an owner." },
    STATUS_CHANGED: { description: "Work began, or it was put back." },
    NOTE: { description: "An internal note." },
    ANSWERED: { description: "The person was answered." },
    CLOSED: { description: "It was closed." },
    REOPENED: { description: "It was opened again." },
    CONVERTED: { description: "It became a complaint." },
    CANCELLED: { description: "It was called off." },
    REMINDED: { description: "Its owner was reminded of the deadline." },
    BREACHED: { description: "A target was not met in time; which, and when it had been due." },
    ESCALATED: { description: "It rose to a level of the escalation chain." },
    DEADLINE_CHANGED: { description: "Its deadline moved, and why." },
  },
});
