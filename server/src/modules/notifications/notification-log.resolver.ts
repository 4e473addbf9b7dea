import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Allow, covers, findPage, mutate, PageArgs, within, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { withoutSecrets } from "./message.rules.ts";
import { NotificationLog } from "./notification-log.entity.ts";
import {
  NotificationLogConnection,
  NotificationLogFilter,
  NotificationLogOrder,
  RetryNotificationInput,
  RetryNotificationPayload,
} from "./notification.inputs.ts";
import { retryNotification } from "./notification.retry.ts";

@Resolver(() => NotificationLog)
export class NotificationLogResolver {
  @Allow("notification.read")
  @Query(() => NotificationLogConnection, { description: "Attempts to send messages, newest first." })
  notificationLogs(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => NotificationLogFilter, { nullable: true }) filter?: NotificationLogFilter,
    @Arg("orderBy", () => [NotificationLogOrder], { nullable: true }) orderBy?: InstanceType<
      typeof NotificationLogOrder
    >[],
  ) {
    const { surveyInstanceId, pxActionId } = filter ?? {};
    const createdAt = within(filter?.createdAt);
    const where = {
      ...(filter?.status ? { status: { $in: filter.status } } : {}),
      ...(filter?.channel ? { channel: { $in: filter.channel } } : {}),
      ...(filter?.purpose ? { purpose: { $in: filter.purpose } } : {}),
      ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
      ...(surveyInstanceId ? { relatedId: surveyInstanceId, relatedType: "SurveyInstance" } : {}),
      ...(pxActionId ? { relatedId: pxActionId, relatedType: "PxAction" } : {}),
      ...(filter?.patientId ? { patientId: filter.patientId } : {}),
      ...(filter?.notificationId ? { notificationId: filter.notificationId } : {}),
      ...(createdAt ? { createdAt } : {}),
    };
    return findPage(
      context.reader("notification.read"),
      NotificationLog,
      where,
      orderBy ?? [{ field: "createdAt", direction: "DESC" }],
      page,
    );
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital in whose name it was sent." })
  hospital(@Root() log: NotificationLog) {
    return log.hospital.load();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The text as it was sent. The personal link is cut without the right to see it.",
  })
  body(@Ctx() context: RequestContext, @Root() log: NotificationLog): string | null {
    if (!log.bodySealed) return null;
    const body = context.kernel.cipher.open(log.bodySealed);
    return maySeeLink(context, log) ? body : withoutSecrets(body);
  }

  @FieldResolver(() => ID, { nullable: true, description: "The survey it is about." })
  surveyInstanceId(@Root() log: NotificationLog): string | null {
    return log.relatedType === "SurveyInstance" ? log.relatedId : null;
  }

  @FieldResolver(() => ID, { nullable: true, description: "The action it is about." })
  pxActionId(@Root() log: NotificationLog): string | null {
    return log.relatedType === "PxAction" ? log.relatedId : null;
  }

  @Allow("notification.retry")
  @Mutation(() => RetryNotificationPayload, {
    description: "Sends a message again that failed, died or may not have arrived.",
  })
  retryNotification(
    @Ctx() context: RequestContext,
    @Arg("input", () => RetryNotificationInput) input: RetryNotificationInput,
  ) {
    return mutate(context, "notification.retry", async (tx) => {
      const { id, status } = await retryNotification(tx, input.id);
      return { notificationId: id, status };
    });
  }
}

/** NO-9: a survey's link is the patient's. Whoever holds the link of an account becomes its user: that is for who manages all users. */
function maySeeLink(context: RequestContext, log: NotificationLog): boolean {
  const permission = log.purpose.startsWith("ACCOUNT_") ? "user.manage" : "survey.link";
  if (!context.may(permission)) return false;
  const scope = context.scope(permission);
  return permission === "user.manage" ? scope.all : covers(scope, { hospitalId: log.hospital.id });
}
