import { readNotificationTick } from "./user-notification.tick.ts";
import type { ModuleDefinition } from "../core/index.ts";
import { sendAccountLinks } from "./account-link.subscriber.ts";
import { ChannelSetting } from "./channel-setting.entity.ts";
import { MessageTemplate } from "./message-template.entity.ts";
import { ChannelSettingResolver, MessageTemplateResolver } from "./message-template.resolver.ts";
import { NotificationLogResolver } from "./notification-log.resolver.ts";
import { NotificationLog } from "./notification-log.entity.ts";
import { Notification } from "./notification.entity.ts";
import { notificationsContract } from "./notification.jobs.ts";
import { UserNotificationPreference } from "./user-notification-preference.entity.ts";
import { UserNotification } from "./user-notification.entity.ts";
import { UserNotificationResolver } from "./user-notification.resolver.ts";

export { ChannelSetting, MessageTemplate, Notification, NotificationLog, UserNotification };
export { quietUntil } from "./quiet-hours.rules.ts";
export { tellUsers, type UserTelling } from "./tell-users.ts";
export { UserNotificationKind } from "./user-notification.enums.ts";
export { Backend, NotificationPurpose, NotificationStatus, UncertainRule } from "./notification.enums.ts";
export { cancelNotifications } from "./notification.cancel.ts";
export { notificationsSettled, type SettledNotification } from "./notification.events.ts";
export { notificationsContract } from "./notification.jobs.ts";
export { sendNotifications } from "./notification.send.ts";
export { moveNotifications, queueNotifications } from "./notification.queue.ts";
export type {
  ActionMessageData,
  ActionNotificationRequest,
  ComplaintNotificationRequest,
  Contact,
  NotificationRequest,
  SurveyMessageData,
  SurveyNotificationRequest,
} from "./notification.request.ts";

export { readNotificationTick, runReadNotificationTick } from "./user-notification.tick.ts";

export const notificationsModule: ModuleDefinition = {
  name: "notifications",
  entities: [
    Notification,
    NotificationLog,
    MessageTemplate,
    ChannelSetting,
    UserNotification,
    UserNotificationPreference,
  ],
  resolvers: [NotificationLogResolver, MessageTemplateResolver, ChannelSettingResolver, UserNotificationResolver],
  subscribers: [sendAccountLinks],
  retention: [
    {
      name: "NOTIFICATION_LOG",
      table: "notification_log",
      title: { en: "Message log", ar: "سجل الرسائل" },
      minMonths: 6,
    },
  ],
  jobs: [notificationsContract, readNotificationTick],
};
