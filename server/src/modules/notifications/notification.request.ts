import type { Language } from "../core/index.ts";
import type { Channel } from "../organizations/index.ts";
import type { NotificationPurpose } from "./notification.enums.ts";

/** What the caller gives for the placeholders. `{hospitalName}` is filled in by this module, in the message's language. */
export interface SurveyMessageData {
  /** The patient's personal link: at most 60 characters, so that an Arabic SMS stays within two segments. */
  readonly link: string;
  /** In the message's language; empty when there is none. */
  readonly stageName: string;
}

export interface ActionMessageData {
  readonly reference: string;
  /** In the message's language, without patient identity. */
  readonly title: string;
  /** ISO 8601; written in the hospital's zone and the message's language. */
  readonly dueAt: string;
  readonly link: string;
}

/** The link is a secret: encrypted with the rest, and masked in the log for all but who manages users of the group. */
export interface AccountMessageData {
  readonly link: string;
  /** In the message's language. */
  readonly userName: string;
  /** ISO 8601; written in the hospital's zone and the message's language. */
  readonly expiresAt: string;
}

export interface AssignmentMessageData {
  readonly reference: string;
  /** Without patient identity. */
  readonly title: string;
  readonly link: string;
}

/** Of a case's deadline or of a new owner's cases; of many, only how many. */
export interface DeadlineMessageData {
  readonly reference?: string;
  readonly level?: string;
  readonly count?: string;
  readonly link: string;
}

/** To who complains. */
export interface ComplaintMessageData {
  readonly reference: string;
  /** What somebody wrote; empty where the text says all. */
  readonly message: string;
}

/** Who is written to without being a patient or a user: a relative, a visitor. Kept encrypted. */
export interface Contact {
  /** E.164. */
  readonly mobile: string | null;
  readonly email: string | null;
}

interface RequestBase {
  readonly hospitalId: string;
  readonly channel: Channel;
  readonly relatedType: "SurveyInstance" | "PxAction" | "User" | "Complaint" | "Feedback";
  readonly relatedId: string;
  /** Absent: the receiver's own. */
  readonly language?: Language;
  readonly sendAfter?: Date | null;
  /** Of no use to the receiver after this: suppressed then. */
  readonly sendBefore?: Date | null;
}

type SurveyPurpose = NotificationPurpose.SURVEY_INVITATION | NotificationPurpose.SURVEY_REMINDER;

type DeadlinePurpose =
  | NotificationPurpose.DEADLINE_REMINDER
  | NotificationPurpose.DEADLINE_BREACHED
  | NotificationPurpose.DEADLINE_ESCALATED
  | NotificationPurpose.DEADLINE_DIGEST
  | NotificationPurpose.CASES_ASSIGNED;

type ComplaintPurpose =
  | NotificationPurpose.COMPLAINT_RECEIVED
  | NotificationPurpose.COMPLAINT_MESSAGE
  | NotificationPurpose.COMPLAINT_CLOSED
  | NotificationPurpose.FEEDBACK_ANSWER;

export interface SurveyNotificationRequest extends RequestBase {
  readonly purpose: SurveyPurpose;
  readonly patientId: string;
  readonly userId?: undefined;
  readonly contact?: undefined;
  readonly data: SurveyMessageData;
}

type AccountPurpose = NotificationPurpose.ACCOUNT_INVITATION | NotificationPurpose.ACCOUNT_PASSWORD_RESET;

export interface AccountNotificationRequest extends RequestBase {
  readonly purpose: AccountPurpose;
  readonly userId: string;
  readonly patientId?: undefined;
  readonly contact?: undefined;
  readonly data: AccountMessageData;
}

export interface ActionNotificationRequest extends RequestBase {
  readonly purpose: Exclude<
    NotificationPurpose,
    SurveyPurpose | AccountPurpose | ComplaintPurpose | DeadlinePurpose | NotificationPurpose.COMPLAINT_ASSIGNED
  >;
  readonly userId: string;
  readonly patientId?: undefined;
  readonly contact?: undefined;
  readonly data: ActionMessageData;
}

export interface AssignmentNotificationRequest extends RequestBase {
  readonly purpose: NotificationPurpose.COMPLAINT_ASSIGNED;
  readonly userId: string;
  readonly patientId?: undefined;
  readonly contact?: undefined;
  readonly data: AssignmentMessageData;
}

export interface DeadlineNotificationRequest extends RequestBase {
  readonly purpose: DeadlinePurpose;
  readonly userId: string;
  readonly patientId?: undefined;
  readonly contact?: undefined;
  readonly data: DeadlineMessageData;
}

/** To the patient, or to the contact that the complaint names. */
export interface ComplaintNotificationRequest extends RequestBase {
  readonly purpose: ComplaintPurpose;
  readonly patientId?: string;
  readonly contact?: Contact;
  readonly userId?: undefined;
  readonly data: ComplaintMessageData;
}

export type NotificationRequest =
  | SurveyNotificationRequest
  | ActionNotificationRequest
  | AccountNotificationRequest
  | AssignmentNotificationRequest
  | DeadlineNotificationRequest
  | ComplaintNotificationRequest;
