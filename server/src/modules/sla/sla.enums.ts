import { registerEnumType } from "type-graphql";

export enum SlaCaseKind {
  COMPLAINT = "COMPLAINT",
  INQUIRY = "INQUIRY",
  FEEDBACK = "FEEDBACK",
  ACTION = "ACTION",
}
registerEnumType(SlaCaseKind, {
  name: "SlaCaseKind",
  description: "What has deadlines.",
  valuesConfig: {
    COMPLAINT: { description: "A complaint." },
    INQUIRY: { description: "An inquiry." },
    FEEDBACK: { description: "A compliment, suggestion or comment." },
    ACTION: { description: "A PX action." },
  },
});

export enum SlaTarget {
  ACKNOWLEDGE = "ACKNOWLEDGE",
  FIRST_RESPONSE = "FIRST_RESPONSE",
  RESOLVE = "RESOLVE",
}
registerEnumType(SlaTarget, {
  name: "SlaTarget",
  description: "What has to happen before a deadline.",
  valuesConfig: {
    ACKNOWLEDGE: { description: "Somebody said that it was received." },
    FIRST_RESPONSE: { description: "The first answer of a person; internal notes and system messages are none." },
    RESOLVE: { description: "It is settled." },
  },
});

export enum SlaUnit {
  MINUTES = "MINUTES",
  DAYS = "DAYS",
}
registerEnumType(SlaUnit, {
  name: "SlaUnit",
  description: "How a target counts.",
  valuesConfig: {
    MINUTES: { description: "Working minutes of the calendar." },
    DAYS: { description: "Working days of the calendar." },
  },
});

export enum SlaPauseReason {
  WAITING_FOR_COMPLAINANT = "WAITING_FOR_COMPLAINANT",
  WAITING_FOR_THIRD_PARTY = "WAITING_FOR_THIRD_PARTY",
  CLOSED = "CLOSED",
  OTHER = "OTHER",
}
registerEnumType(SlaPauseReason, {
  name: "SlaPauseReason",
  description: "Why a clock stands still.",
  valuesConfig: {
    WAITING_FOR_COMPLAINANT: { description: "The complainant has to answer first." },
    WAITING_FOR_THIRD_PARTY: { description: "Somebody outside has to act first." },
    CLOSED: { description: "It was closed and reopened later; the time between does not count." },
    OTHER: { description: "As the note says." },
  },
});

export enum SlaNoticeKind {
  REMINDER = "REMINDER",
  BREACH = "BREACH",
  ESCALATION = "ESCALATION",
}
registerEnumType(SlaNoticeKind, {
  name: "SlaNoticeKind",
  description: "What fired, each once per target, level and cycle.",
  valuesConfig: {
    REMINDER: { description: "Due soon." },
    BREACH: { description: "The due time passed." },
    ESCALATION: { description: "It rose to a level of its chain." },
  },
});

export enum EscalationRecipient {
  OWNER = "OWNER",
  DEPARTMENT_MANAGER = "DEPARTMENT_MANAGER",
  HOSPITAL_ADMIN = "HOSPITAL_ADMIN",
  PX_TEAM = "PX_TEAM",
  EXECUTIVE = "EXECUTIVE",
  USER = "USER",
}
registerEnumType(EscalationRecipient, {
  name: "EscalationRecipient",
  description: "Whom a level of a chain tells.",
  valuesConfig: {
    OWNER: { description: "Whoever has the case." },
    DEPARTMENT_MANAGER: { description: "The department's manager, else the nearest manager above." },
    HOSPITAL_ADMIN: { description: "An administrator of the hospital." },
    PX_TEAM: { description: "A PX coordinator of the hospital, else of the group." },
    EXECUTIVE: { description: "An executive of the hospital, else of the group." },
    USER: { description: "One named user." },
  },
});

export enum SlaHistoryKind {
  STARTED = "STARTED",
  PAUSED = "PAUSED",
  RESUMED = "RESUMED",
  MET = "MET",
  RECOMPUTED = "RECOMPUTED",
  REMINDED = "REMINDED",
  BREACHED = "BREACHED",
  ESCALATED = "ESCALATED",
  UNROUTABLE = "UNROUTABLE",
  DE_ESCALATED = "DE_ESCALATED",
  REOPENED = "REOPENED",
  CANCELLED = "CANCELLED",
}
registerEnumType(SlaHistoryKind, {
  name: "SlaHistoryKind",
  description: "What a line of a case's SLA history tells.",
  valuesConfig: {
    STARTED: { description: "Its clocks started." },
    PAUSED: { description: "Its clocks stopped." },
    RESUMED: { description: "Its clocks went on." },
    MET: { description: "A target was met, in time or late." },
    RECOMPUTED: { description: "A due time moved; the note says why." },
    REMINDED: { description: "Its owner was reminded." },
    BREACHED: { description: "A due time passed." },
    ESCALATED: { description: "It rose to a level of its chain." },
    UNROUTABLE: { description: "A level had nobody to tell." },
    DE_ESCALATED: { description: "The due time moved later; its chain starts anew." },
    REOPENED: { description: "It was reopened; the time it was closed does not count." },
    CANCELLED: { description: "Its clocks were called off." },
  },
});

export enum SlaFace {
  RUNNING = "RUNNING",
  PAUSED = "PAUSED",
  OVERDUE = "OVERDUE",
  MET = "MET",
  MISSED = "MISSED",
  CANCELLED = "CANCELLED",
  NO_TARGET = "NO_TARGET",
}
registerEnumType(SlaFace, {
  name: "SlaFace",
  description: "How a clock stands, by the time it was asked.",
  valuesConfig: {
    RUNNING: { description: "It runs, and is not due yet." },
    PAUSED: { description: "It stands still, and was not late before." },
    OVERDUE: { description: "Its due time passed, and the target is not met; paused or not." },
    MET: { description: "Met in time." },
    MISSED: { description: "Met late." },
    CANCELLED: { description: "Called off." },
    NO_TARGET: { description: "Nothing is due: the calendar has no such time." },
  },
});
