import { accountLinkIssued, linkMessages } from "../accounts/index.ts";
import { Language, subscriber } from "../core/index.ts";
import { Channel } from "../organizations/index.ts";
import { NotificationPurpose } from "./notification.enums.ts";
import { queueNotifications } from "./notification.queue.ts";

/** AC-13: the e-mail with the link. One that was replaced in the meantime is not sent any more. */
export const sendAccountLinks = subscriber({
  name: "notifications.send-account-links",
  event: accountLinkIssued,
  async handle(tx, deliveries) {
    const messages = await linkMessages(
      tx,
      deliveries.map(({ payload }) => payload.linkId),
    );
    await queueNotifications(
      tx,
      messages.map((message) => ({
        purpose:
          message.purpose === "INVITATION"
            ? NotificationPurpose.ACCOUNT_INVITATION
            : NotificationPurpose.ACCOUNT_PASSWORD_RESET,
        channel: Channel.EMAIL,
        hospitalId: message.hospitalId,
        userId: message.userId,
        relatedType: "User" as const,
        relatedId: message.userId,
        language: message.language === "AR" ? Language.AR : Language.EN,
        sendBefore: message.expiresAt,
        data: {
          link: message.address,
          userName: message.language === "AR" ? message.userNameAr : message.userNameEn,
          expiresAt: message.expiresAt.toISOString(),
        },
      })),
    );
  },
});
