import { registerEnumType } from "type-graphql";

export enum PxActionStatus {
  OPEN = "OPEN",
  IN_PROGRESS = "IN_PROGRESS",
  PENDING_APPROVAL = "PENDING_APPROVAL",
  CLOSED = "CLOSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(PxActionStatus, {
  name: "PxActionStatus",
  description: "Where a PX action stands (F8.4).",
  valuesConfig: {
    OPEN: { description: "Nobody has begun yet." },
    IN_PROGRESS: { description: "Somebody works on it." },
    PENDING_APPROVAL: { description: "The work is done; somebody else has to approve it." },
    CLOSED: { description: "Approved and closed." },
    CANCELLED: { description: "Ended without work, with a reason." },
  },
});

export enum PxActionPriority {
  LOW = "LOW",
  MEDIUM = "MEDIUM",
  HIGH = "HIGH",
  CRITICAL = "CRITICAL",
}
registerEnumType(PxActionPriority, {
  name: "PxActionPriority",
  description: "How much a PX action presses; it decides the deadline.",
  valuesConfig: {
    LOW: { description: "Just below the threshold." },
    MEDIUM: { description: "Clearly below." },
    HIGH: { description: "Far below." },
    CRITICAL: { description: "As bad as it gets." },
  },
});

/** Sorting by the name of a priority would put CRITICAL before HIGH before LOW: lists sort by this number. */
export const priorityRank: Readonly<Record<PxActionPriority, number>> = { LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

export enum PxActionSource {
  STAGE_SURVEY = "STAGE_SURVEY",
  RESOLUTION_SURVEY = "RESOLUTION_SURVEY",
  COMPLAINT = "COMPLAINT",
  SOCIAL_MENTION = "SOCIAL_MENTION",
  CALL_RATING = "CALL_RATING",
  KPI_BREACH = "KPI_BREACH",
  MANUAL = "MANUAL",
}
registerEnumType(PxActionSource, {
  name: "PxActionSource",
  description: "What a PX action came from (F8.1).",
  valuesConfig: {
    STAGE_SURVEY: { description: "A negative answer to a stage's survey." },
    RESOLUTION_SURVEY: { description: "A negative answer after a complaint was closed." },
    COMPLAINT: { description: "A complaint." },
    SOCIAL_MENTION: { description: "A negative mention in a social network." },
    CALL_RATING: { description: "A low rating of a call." },
    KPI_BREACH: { description: "A KPI that missed its threshold." },
    MANUAL: { description: "Opened by hand." },
  },
});

export enum RoutingTarget {
  DEPARTMENT_MANAGER = "DEPARTMENT_MANAGER",
  PX_TEAM = "PX_TEAM",
  USER = "USER",
  QUEUE = "QUEUE",
}
registerEnumType(RoutingTarget, {
  name: "RoutingTarget",
  description: "Who gets a new PX action.",
  valuesConfig: {
    DEPARTMENT_MANAGER: { description: "The department's manager, else the nearest manager above, else the PX team." },
    PX_TEAM: {
      description: "A PX coordinator of the hospital, else of the group; the one with the fewest open actions.",
    },
    USER: { description: "One named user; the department's manager when that user cannot take it." },
    QUEUE: { description: "Nobody at first: whoever works there takes it." },
  },
});

export enum PxActionLogKind {
  CREATED = "CREATED",
  ASSIGNED = "ASSIGNED",
  STATUS_CHANGED = "STATUS_CHANGED",
  APPROVAL_REQUESTED = "APPROVAL_REQUESTED",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  CANCELLED = "CANCELLED",
  NOTE = "NOTE",
  EVIDENCE_ADDED = "EVIDENCE_ADDED",
  EVIDENCE_REMOVED = "EVIDENCE_REMOVED",
  REMINDED = "REMINDED",
  BREACHED = "BREACHED",
  ESCALATED = "ESCALATED",
  PAUSED = "PAUSED",
  RESUMED = "RESUMED",
  DEADLINE_CHANGED = "DEADLINE_CHANGED",
  CHECK_TICKED = "CHECK_TICKED",
  CHECK_OPENED = "CHECK_OPENED",
}
registerEnumType(PxActionLogKind, {
  name: "PxActionLogKind",
  description: "What a line of a PX action's history tells.",
  valuesConfig: {
    CREATED: { description: "It was opened." },
    ASSIGNED: { description: "It got an owner." },
    STATUS_CHANGED: { description: "It was begun, put back, or its request for approval was taken back." },
    APPROVAL_REQUESTED: { description: "Somebody said that it is done." },
    APPROVED: { description: "Somebody else approved it; it is closed." },
    REJECTED: { description: "It was sent back." },
    CANCELLED: { description: "It was cancelled." },
    NOTE: { description: "Somebody wrote a note." },
    EVIDENCE_ADDED: { description: "Evidence was added." },
    EVIDENCE_REMOVED: { description: "Evidence was removed." },
    REMINDED: { description: "Its owner was reminded of the deadline." },
    BREACHED: { description: "A target was not met in time; which, and when it had been due." },
    ESCALATED: { description: "It rose to a level of the escalation chain." },
    PAUSED: { description: "Its clock was stopped." },
    RESUMED: { description: "Its clock goes on; the deadline moved by the pause." },
    DEADLINE_CHANGED: { description: "A calendar or a policy moved its deadline." },
    CHECK_TICKED: { description: "An item of its checklist was ticked." },
    CHECK_OPENED: { description: "A ticked item was opened again." },
  },
});

export enum PxActionRelation {
  COMPLAINT = "COMPLAINT",
  PATIENT = "PATIENT",
  DEPARTMENT_AND_SOURCE = "DEPARTMENT_AND_SOURCE",
}
registerEnumType(PxActionRelation, {
  name: "PxActionRelation",
  description: "What two PX actions have in common.",
  valuesConfig: {
    COMPLAINT: { description: "They are about the same complaint." },
    PATIENT: { description: "They are about the same patient." },
    DEPARTMENT_AND_SOURCE: { description: "Both are of the same department and the same source; the other is open." },
  },
});

export enum EvidenceKind {
  LINK = "LINK",
  FILE = "FILE",
}
registerEnumType(EvidenceKind, {
  name: "EvidenceKind",
  description: "A link or a file.",
  valuesConfig: { LINK: { description: "An address in the web." }, FILE: { description: "An uploaded file." } },
});
