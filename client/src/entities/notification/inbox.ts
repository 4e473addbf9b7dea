import { reactive } from "vue";
import {
  MarkAllNotificationsReadDocument,
  MarkNotificationsReadDocument,
  type UserNotificationFieldsFragment,
} from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";

export type UserNotification = UserNotificationFieldsFragment;

/** The server counts no further. */
const COUNT_LIMIT = 100;

/** What the bell knows, for whatever shows notifications. `arrived` grows with each new one, `changed` also with each that was read. */
export const inbox = reactive({ unreadCount: 0, arrived: 0, changed: 0 });

export const isBeyondCount = (count: number) => count >= COUNT_LIMIT;

/** The subscription brings the new count; nothing waits for the answer. */
export function markRead(ids: readonly string[], isRead: boolean): void {
  void gqlClient.value.mutation(MarkNotificationsReadDocument, { input: { ids: [...ids], isRead } }).toPromise();
}

/** `until`: the newest one that is shown, so that what arrives in this moment stays unread. */
export async function markAllRead(until: string | undefined): Promise<void> {
  await gqlClient.value.mutation(MarkAllNotificationsReadDocument, { input: { until } }).toPromise();
}
