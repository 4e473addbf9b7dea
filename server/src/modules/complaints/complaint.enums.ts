import { registerEnumType } from "type-graphql";

export enum ComplaintStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
}
registerEnumType(ComplaintStatus, {
  name: "ComplaintStatus",
  description: "Where a complaint stands (F7.1).",
  valuesConfig: {
    OPEN: { description: "Nobody has begun yet." },
    IN_PROGRESS: { description: "Somebody works on it." },
    RESOLVED: { description: "There is an answer; closing has to be confirmed." },
    CLOSED: { description: "Closed; reopened with a reason only." },
  },
});

export enum ComplaintSource {
  HIS = "HIS",
  MOH = "MOH",
  CHI = "CHI",
  PX_CONNECT = "PX_CONNECT",
  SOCIAL = "SOCIAL",
  CALL_CENTER = "CALL_CENTER",
  INTERNAL = "INTERNAL",
}
registerEnumType(ComplaintSource, {
  name: "ComplaintSource",
  description: "By which way a complaint came in (F7.1).",
  valuesConfig: {
    HIS: { description: "From the hospital's information system." },
    MOH: { description: "Forwarded by the Ministry of Health." },
    CHI: { description: "Forwarded by the Council of Health Insurance." },
    PX_CONNECT: { description: "From the patients' app." },
    SOCIAL: { description: "From a social network." },
    CALL_CENTER: { description: "By telephone." },
    INTERNAL: { description: "Written down in the hospital." },
  },
});

export enum ComplaintSeverity {
  LOW = "LOW",
  MEDIUM = "MEDIUM",
  HIGH = "HIGH",
  CRITICAL = "CRITICAL",
}
registerEnumType(ComplaintSeverity, {
  name: "ComplaintSeverity",
  description: "How bad it is what is complained of; with the priority it decides the deadline.",
  valuesConfig: {
    LOW: { description: "Annoying." },
    MEDIUM: { description: "Care or dignity suffered." },
    HIGH: { description: "Harm was possible." },
    CRITICAL: { description: "Harm was done, or the law is touched." },
  },
});

export enum ComplaintPriority {
  LOW = "LOW",
  MEDIUM = "MEDIUM",
  HIGH = "HIGH",
  CRITICAL = "CRITICAL",
}
registerEnumType(ComplaintPriority, {
  name: "ComplaintPriority",
  description: "How much a complaint presses.",
  valuesConfig: {
    LOW: { description: "Can wait." },
    MEDIUM: { description: "As usual." },
    HIGH: { description: "Before others." },
    CRITICAL: { description: "At once." },
  },
});

/** Sorting by the name would put CRITICAL before HIGH before LOW: lists sort by this number. */
export const rankOf: Readonly<Record<`${ComplaintSeverity}` | `${ComplaintPriority}`, number>> = {
  LOW: 1,
  MEDIUM: 2,
  HIGH: 3,
  CRITICAL: 4,
};

export enum ComplainantRelation {
  PATIENT = "PATIENT",
  RELATIVE = "RELATIVE",
  VISITOR = "VISITOR",
  STAFF = "STAFF",
  OTHER = "OTHER",
}
registerEnumType(ComplainantRelation, {
  name: "ComplainantRelation",
  description: "Who complains, seen from the patient.",
  valuesConfig: {
    PATIENT: { description: "The patient." },
    RELATIVE: { description: "A relative." },
    VISITOR: { description: "A visitor." },
    STAFF: { description: "Somebody who works here." },
    OTHER: { description: "Somebody else." },
  },
});

export enum ComplaintOutcome {
  SUBSTANTIATED = "SUBSTANTIATED",
  PARTLY_SUBSTANTIATED = "PARTLY_SUBSTANTIATED",
  UNSUBSTANTIATED = "UNSUBSTANTIATED",
  WITHDRAWN = "WITHDRAWN",
}
registerEnumType(ComplaintOutcome, {
  name: "ComplaintOutcome",
  description: "What came out of a complaint.",
  valuesConfig: {
    SUBSTANTIATED: { description: "It was as the complainant said." },
    PARTLY_SUBSTANTIATED: { description: "It was so in part." },
    UNSUBSTANTIATED: { description: "It could not be confirmed." },
    WITHDRAWN: { description: "The complainant took it back." },
  },
});

export enum ComplaintEntryKind {
  CREATED = "CREATED",
  EDITED = "EDITED",
  ASSIGNED = "ASSIGNED",
  STATUS_CHANGED = "STATUS_CHANGED",
  NOTE = "NOTE",
  MESSAGE_SENT = "MESSAGE_SENT",
  ANSWER_SPOKEN = "ANSWER_SPOKEN",
  MESSAGE_RECEIVED = "MESSAGE_RECEIVED",
  PAUSED = "PAUSED",
  RESUMED = "RESUMED",
  ATTACHMENT_ADDED = "ATTACHMENT_ADDED",
  ATTACHMENT_REMOVED = "ATTACHMENT_REMOVED",
  REMINDED = "REMINDED",
  BREACHED = "BREACHED",
  ESCALATED = "ESCALATED",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
  REOPENED = "REOPENED",
  MERGED = "MERGED",
  SURVEY_SENT = "SURVEY_SENT",
  SURVEY_ANSWERED = "SURVEY_ANSWERED",
  DEADLINE_CHANGED = "DEADLINE_CHANGED",
}
registerEnumType(ComplaintEntryKind, {
  name: "ComplaintEntryKind",
  description: "What a line of a complaint's timeline tells.",
  valuesConfig: {
    CREATED: { description: "It was opened." },
    EDITED: { description: "What is known of it was changed." },
    ASSIGNED: { description: "It got an owner." },
    STATUS_CHANGED: { description: "Work began, or it was put back." },
    NOTE: { description: "An internal note; never seen by the complainant." },
    MESSAGE_SENT: { description: "A message to the complainant." },
    ANSWER_SPOKEN: { description: "What was said to the complainant, on the phone or in person; nothing was sent." },
    MESSAGE_RECEIVED: { description: "What the complainant answered." },
    PAUSED: { description: "The clock stopped: the complainant has to answer." },
    RESUMED: { description: "The clock goes on." },
    ATTACHMENT_ADDED: { description: "A file was added." },
    ATTACHMENT_REMOVED: { description: "A file was removed." },
    REMINDED: { description: "Its owner was reminded of the deadline." },
    BREACHED: { description: "A target was not met in time; which, and when it had been due." },
    ESCALATED: { description: "It rose to a level of the escalation chain." },
    RESOLVED: { description: "It was answered." },
    CLOSED: { description: "It was closed." },
    REOPENED: { description: "It was opened again." },
    MERGED: { description: "It was merged with another about the same." },
    SURVEY_SENT: { description: "The complainant was asked how they find the resolution." },
    SURVEY_ANSWERED: { description: "The complainant said how they find it." },
    DEADLINE_CHANGED: { description: "Its deadline moved, and why." },
  },
});
