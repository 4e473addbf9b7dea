import { liveChannel } from "../core/index.ts";

/** For the consoles of one user: a new notification, or without an id: something was read elsewhere. */
export const userNotificationChannel = liveChannel<{ userId: string; id: string | null }>("px360:userNotification");
