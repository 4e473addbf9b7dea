import { registerEnumType } from "type-graphql";

export enum UserNotificationKind {
  ASSIGNED = "ASSIGNED",
  ESCALATED = "ESCALATED",
  APPROVAL_ASKED = "APPROVAL_ASKED",
  MENTIONED = "MENTIONED",
  REMINDER = "REMINDER",
  PRAISED = "PRAISED",
}
registerEnumType(UserNotificationKind, {
  name: "UserNotificationKind",
  description: "Why a user is told.",
  valuesConfig: {
    ASSIGNED: { description: "Something is theirs now." },
    ESCALATED: { description: "Something is overdue and was raised to them." },
    APPROVAL_ASKED: { description: "Somebody asks for their approval." },
    MENTIONED: { description: "Somebody named them in a note." },
    PRAISED: { description: "Somebody praised their department." },
    REMINDER: { description: "Something of theirs is due soon." },
  },
});

export const userNotificationKinds = Object.values(UserNotificationKind);

/** A mention and praise are read where they stand; all other kinds have an e-mail of their own. */
export const hasEmail = (kind: UserNotificationKind): boolean =>
  kind !== UserNotificationKind.MENTIONED && kind !== UserNotificationKind.PRAISED;
