import { registerEnumType } from "type-graphql";

export enum NotificationStatus {
  QUEUED = "QUEUED",
  SENDING = "SENDING",
  SENT = "SENT",
  FAILED = "FAILED",
  DEAD = "DEAD",
  CANCELLED = "CANCELLED",
  SUPPRESSED = "SUPPRESSED",
  UNCERTAIN = "UNCERTAIN",
}
registerEnumType(NotificationStatus, {
  name: "NotificationStatus",
  description: "State of a message.",
  valuesConfig: {
    QUEUED: { description: "Waits to be sent." },
    SENDING: { description: "Handed to the gateway; its answer is awaited." },
    SENT: { description: "The gateway took it." },
    FAILED: { description: "Not sent; it will be tried again." },
    DEAD: { description: "Not sent and not tried again by itself; somebody may retry it." },
    CANCELLED: { description: "Withdrawn before it was sent." },
    SUPPRESSED: { description: "Not sent because a rule forbade it: consent, contact data, fatigue, quiet hours." },
    UNCERTAIN: { description: "The gateway may have it or not: contact was lost in between." },
  },
});

export enum NotificationPurpose {
  SURVEY_INVITATION = "SURVEY_INVITATION",
  SURVEY_REMINDER = "SURVEY_REMINDER",
  ACTION_ASSIGNED = "ACTION_ASSIGNED",
  // Written by earlier versions only, which had deadlines of their own for actions. The log names what was sent, and what waits or
  // failed can still be sent again: its sealed values fit these texts ({title}, {dueAt}) and not those of DEADLINE_… ({level}).
  ACTION_REMINDER = "ACTION_REMINDER",
  ACTION_ESCALATED = "ACTION_ESCALATED",
  ACTION_APPROVAL_ASKED = "ACTION_APPROVAL_ASKED",
  ACCOUNT_INVITATION = "ACCOUNT_INVITATION",
  ACCOUNT_PASSWORD_RESET = "ACCOUNT_PASSWORD_RESET",
  COMPLAINT_ASSIGNED = "COMPLAINT_ASSIGNED",
  COMPLAINT_RECEIVED = "COMPLAINT_RECEIVED",
  COMPLAINT_MESSAGE = "COMPLAINT_MESSAGE",
  COMPLAINT_CLOSED = "COMPLAINT_CLOSED",
  FEEDBACK_ANSWER = "FEEDBACK_ANSWER",
  DEADLINE_REMINDER = "DEADLINE_REMINDER",
  DEADLINE_BREACHED = "DEADLINE_BREACHED",
  DEADLINE_ESCALATED = "DEADLINE_ESCALATED",
  DEADLINE_DIGEST = "DEADLINE_DIGEST",
  CASES_ASSIGNED = "CASES_ASSIGNED",
}
registerEnumType(NotificationPurpose, {
  name: "NotificationPurpose",
  description: "Why a message is sent; each has its texts.",
  valuesConfig: {
    SURVEY_INVITATION: { description: "Asks a patient to answer a survey." },
    SURVEY_REMINDER: { description: "Reminds a patient of an unanswered survey." },
    ACTION_ASSIGNED: { description: "Tells somebody that an action is theirs." },
    ACTION_REMINDER: { description: "Reminded of an action that is due soon, in earlier versions." },
    ACTION_ESCALATED: { description: "Told the next level that an action is overdue, in earlier versions." },
    ACTION_APPROVAL_ASKED: { description: "Asks for the approval of an action's closing." },
    ACCOUNT_INVITATION: { description: "Invites a new user to choose a password." },
    ACCOUNT_PASSWORD_RESET: { description: "Lets a user choose a new password." },
    COMPLAINT_ASSIGNED: { description: "Tells somebody that a complaint is theirs." },
    COMPLAINT_RECEIVED: { description: "Tells a complainant that the complaint arrived, and of their rights." },
    COMPLAINT_MESSAGE: { description: "What the hospital writes to a complainant." },
    COMPLAINT_CLOSED: { description: "Tells a complainant that the complaint is closed." },
    FEEDBACK_ANSWER: { description: "Answers an inquiry or a feedback." },
    DEADLINE_REMINDER: { description: "Reminds the owner of a case that is due soon." },
    DEADLINE_BREACHED: { description: "Tells the owner that a case is overdue." },
    DEADLINE_ESCALATED: { description: "Tells the next level that a case is overdue." },
    DEADLINE_DIGEST: { description: "Tells of many such cases at once." },
    CASES_ASSIGNED: { description: "Tells somebody that many cases are theirs." },
  },
});

export enum Backend {
  CONSOLE = "CONSOLE",
  SMS_GATEWAY = "SMS_GATEWAY",
  WHATSAPP_CLOUD = "WHATSAPP_CLOUD",
  SMTP = "SMTP",
}
registerEnumType(Backend, {
  name: "NotificationBackend",
  description: "What carries the messages of a channel.",
  valuesConfig: {
    CONSOLE: { description: "None: the message stands in the notification log. The default (F1.9)." },
    SMS_GATEWAY: { description: "An SMS gateway over HTTP." },
    WHATSAPP_CLOUD: { description: "WhatsApp Cloud API of Meta." },
    SMTP: { description: "A mail server." },
  },
});

export enum UncertainRule {
  HOLD = "HOLD",
  RETRY = "RETRY",
}
registerEnumType(UncertainRule, {
  name: "UncertainRule",
  description: "What happens to a message that the gateway may have sent or not.",
  valuesConfig: {
    HOLD: { description: "It waits as UNCERTAIN until somebody retries it." },
    RETRY: { description: "It is sent again, with the same idempotency key." },
  },
});
