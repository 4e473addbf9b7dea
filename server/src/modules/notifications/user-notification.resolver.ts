import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import {
  Allow,
  findPage,
  inLanguage,
  liveItems,
  mutateUnscoped,
  PageArgs,
  unauthenticated,
  unscoped,
  type RequestContext,
  type Viewer,
} from "../core/index.ts";
import { UserNotification } from "./user-notification.entity.ts";
import { hasEmail } from "./user-notification.enums.ts";
import { userNotificationChannel } from "./user-notification.events.ts";
import { preferencesOf, savePreference, type KindPreference } from "./user-notification.preferences.ts";
import { countUnread, readAll, setRead, shownTo } from "./user-notification.service.ts";
import {
  MarkAllNotificationsReadInput,
  MarkNotificationsReadInput,
  MarkNotificationsReadPayload,
  MessageParameter,
  NotificationPreferencesPayload,
  SaveNotificationPreferenceInput,
  UserNotificationConnection,
  UserNotificationFilter,
  UserNotificationNews,
  UserNotificationPreferenceType,
} from "./user-notification.types.ts";

function self(context: RequestContext): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}

const shown = (preferences: readonly KindPreference[]) =>
  preferences.map((preference) => ({ ...preference, canEmail: hasEmail(preference.kind) }));

@Resolver(() => UserNotification)
export class UserNotificationResolver {
  @Allow("SIGNED_IN")
  @Query(() => UserNotificationConnection, { description: "What the caller was told, newest first." })
  myNotifications(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => UserNotificationFilter, { nullable: true }) filter?: UserNotificationFilter,
  ) {
    const where = {
      ...shownTo(self(context)),
      ...(filter?.kind ? { kind: { $in: filter.kind } } : {}),
      ...(filter?.isUnread != null ? { readAt: filter.isUnread ? null : { $ne: null } } : {}),
    };
    return findPage(unscoped(context), UserNotification, where, [{ field: "createdAt", direction: "DESC" }], page);
  }

  @Allow("SIGNED_IN")
  @Query(() => Int, { description: "The caller's unread notifications, 100 at most." })
  unreadNotificationCount(@Ctx() context: RequestContext): Promise<number> {
    return countUnread(context);
  }

  @Allow("SIGNED_IN")
  @Query(() => [UserNotificationPreferenceType], { description: "Where the caller is told of what." })
  async myNotificationPreferences(@Ctx() context: RequestContext) {
    return shown(await preferencesOf(unscoped(context), self(context).userId));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => MarkNotificationsReadPayload, { description: "Marks the caller's notifications as read or unread." })
  markNotificationsRead(
    @Ctx() context: RequestContext,
    @Arg("input", () => MarkNotificationsReadInput) { ids, isRead }: MarkNotificationsReadInput,
  ) {
    const viewer = self(context);
    return mutateUnscoped(context, async (tx) => {
      const changed = await setRead(tx, viewer.userId, ids, isRead);
      const where = { ...shownTo(viewer), id: { $in: changed } };
      return { changedCount: changed.length, notifications: await tx.em.find(UserNotification, where as never) };
    });
  }

  @Allow("SIGNED_IN")
  @Mutation(() => MarkNotificationsReadPayload, { description: "Marks all of the caller's notifications as read." })
  markAllNotificationsRead(
    @Ctx() context: RequestContext,
    @Arg("input", () => MarkAllNotificationsReadInput, { nullable: true }) input?: MarkAllNotificationsReadInput,
  ) {
    const { userId } = self(context);
    return mutateUnscoped(context, async (tx) => ({ changedCount: await readAll(tx, userId, input?.until ?? tx.now) }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => NotificationPreferencesPayload, { description: "Sets where the caller is told of one kind." })
  saveNotificationPreference(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveNotificationPreferenceInput) input: SaveNotificationPreferenceInput,
  ) {
    const { userId } = self(context);
    return mutateUnscoped(context, async (tx) => {
      await savePreference(tx, userId, input);
      return { preferences: shown(await preferencesOf(tx.em, userId)) };
    });
  }

  @Allow("SIGNED_IN")
  @Subscription(() => UserNotificationNews, {
    description: "What the caller is told, as it happens; also when some were read elsewhere.",
    subscribe: ({ context }: { context: RequestContext }) =>
      liveItems(context, userNotificationChannel, async ({ userId, id }, now): Promise<UserNotificationNews[]> => {
        const viewer = self(now);
        if (userId !== viewer.userId) return [];
        const notification = id
          ? await unscoped(now).findOne(UserNotification, { ...shownTo(viewer), id } as never)
          : null;
        return id && !notification ? [] : [{ notification, unreadCount: await countUnread(now) }];
      }),
  })
  notificationReceived(@Root() news: UserNotificationNews): UserNotificationNews {
    return news;
  }

  @FieldResolver(() => [MessageParameter], { description: "The values inside its texts." })
  parameters(@Ctx() context: RequestContext, @Root() notification: UserNotification): MessageParameter[] {
    return Object.entries(notification.parameters).map(([name, value]) => ({
      name,
      value: typeof value === "string" ? value : inLanguage(value, context.language),
    }));
  }
}
