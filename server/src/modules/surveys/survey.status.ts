import { registerEnumType } from "type-graphql";

/** SV-16: the way of an invitation. */
export enum SurveyStatus {
  PENDING = "PENDING",
  QUEUED = "QUEUED",
  SENT = "SENT",
  OPENED = "OPENED",
  ANSWERED = "ANSWERED",
  EXPIRED = "EXPIRED",
  CANCELLED = "CANCELLED",
  SUPPRESSED = "SUPPRESSED",
  FAILED = "FAILED",
}
registerEnumType(SurveyStatus, {
  name: "SurveyStatus",
  description: "Where a survey stands.",
  valuesConfig: {
    PENDING: { description: "Made; somebody may send it." },
    QUEUED: { description: "Its message waits to be sent." },
    SENT: { description: "The message went out." },
    OPENED: { description: "Sent, and the link was opened." },
    ANSWERED: { description: "The patient answered; the link is spent." },
    EXPIRED: { description: "Nobody answered in time." },
    CANCELLED: { description: "Withdrawn." },
    SUPPRESSED: { description: "Not sent, for a reason that is recorded: consent, fatigue, sending window …" },
    FAILED: { description: "The message could not be delivered." },
  },
});

export enum ThresholdSource {
  TEMPLATE = "TEMPLATE",
  HOSPITAL = "HOSPITAL",
}
registerEnumType(ThresholdSource, {
  name: "ThresholdSource",
  description: "Whose threshold decided whether a score is negative.",
  valuesConfig: {
    TEMPLATE: { description: "The survey template's own." },
    HOSPITAL: { description: "The hospital's setting." },
  },
});

/** SV-16: from these a person may send it (again). Not while a message waits already: two would go out. */
export const resendable: readonly SurveyStatus[] = [
  SurveyStatus.PENDING,
  SurveyStatus.SENT,
  SurveyStatus.OPENED,
  SurveyStatus.EXPIRED,
  SurveyStatus.SUPPRESSED,
  SurveyStatus.FAILED,
];

export const cancellable: readonly SurveyStatus[] = [
  SurveyStatus.PENDING,
  SurveyStatus.QUEUED,
  SurveyStatus.SENT,
  SurveyStatus.OPENED,
  SurveyStatus.SUPPRESSED,
  SurveyStatus.FAILED,
];
