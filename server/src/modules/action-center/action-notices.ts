import { inLanguage, type Tx } from "../core/index.ts";
import { NotificationPurpose, tellUsers, UserNotificationKind, type UserTelling } from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import type { PxAction } from "./px-action.entity.ts";

type ActionPurpose = NotificationPurpose.ACTION_ASSIGNED | NotificationPurpose.ACTION_APPROVAL_ASKED;

export interface Telling {
  readonly action: PxAction;
  readonly purpose: ActionPurpose;
  readonly userIds: readonly string[];
}

type AboutKind = UserNotificationKind.ASSIGNED | UserNotificationKind.APPROVAL_ASKED | UserNotificationKind.MENTIONED;

const kinds: Record<ActionPurpose, AboutKind> = {
  [NotificationPurpose.ACTION_ASSIGNED]: UserNotificationKind.ASSIGNED,
  [NotificationPurpose.ACTION_APPROVAL_ASKED]: UserNotificationKind.APPROVAL_ASKED,
};
const titleKeys: Record<AboutKind, string> = {
  ASSIGNED: "actionAssigned",
  APPROVAL_ASKED: "actionApprovalAsked",
  MENTIONED: "actionMentioned",
};

function about(action: PxAction, kind: AboutKind, userIds: readonly string[]): UserTelling {
  return {
    userIds,
    kind,
    titleKey: titleKeys[kind],
    parameters: { reference: action.reference, title: { en: action.titleEn, ar: action.titleAr } },
    target: { type: "PxAction", id: action.id },
    permission: "action.read",
    hospitalId: action.hospital.id,
  };
}

/** Tells people about actions in the console and by e-mail, in their language. Nobody is told of what they did themselves (sla.md). */
export function tell(tx: Tx, tellings: readonly Telling[]): Promise<void> {
  return tellUsers(
    tx,
    tellings.map(({ action, purpose, userIds }) => ({
      ...about(action, kinds[purpose], userIds),
      email: (userId, language) => ({
        hospitalId: action.hospital.id,
        purpose,
        channel: Channel.EMAIL,
        userId,
        relatedType: "PxAction" as const,
        relatedId: action.id,
        language,
        data: {
          reference: action.reference,
          title: inLanguage({ en: action.titleEn, ar: action.titleAr }, language),
          dueAt: action.dueAt?.toISOString() ?? "",
          link: `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/actions/${action.id}`,
        },
      }),
    })),
  );
}

export const tellMentioned = (tx: Tx, action: PxAction, userIds: readonly string[]): Promise<void> =>
  tellUsers(tx, [about(action, UserNotificationKind.MENTIONED, userIds)]);
