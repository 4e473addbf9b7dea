import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, Payload } from "../core/index.ts";
import { UserNotification } from "./user-notification.entity.ts";
import { UserNotificationKind } from "./user-notification.enums.ts";

export const UserNotificationConnection = connectionOf("UserNotification", () => UserNotification);

@ObjectType({ description: "A value inside a notification's text." })
export class MessageParameter {
  @Field(() => String, { description: "Its name in the text." })
  name!: string;

  @Field(() => String, { description: "The value, in the caller's language." })
  value!: string;
}

@ObjectType({ description: "What changed about the caller's notifications." })
export class UserNotificationNews {
  @Field(() => UserNotification, { nullable: true, description: "The new one; empty when some were read elsewhere." })
  notification!: UserNotification | null;

  @Field(() => Int, { description: "Unread ones by now, 100 at most." })
  unreadCount!: number;
}

@ObjectType("UserNotificationPreference", { description: "Where the caller is told of one kind." })
export class UserNotificationPreferenceType {
  @Field(() => UserNotificationKind, { description: "The kind." })
  kind!: UserNotificationKind;

  @Field(() => Boolean, { description: "In the console." })
  isInConsole!: boolean;

  @Field(() => Boolean, { description: "By e-mail." })
  isByEmail!: boolean;

  @Field(() => Boolean, { description: "Whether there are e-mails of this kind." })
  canEmail!: boolean;
}

@InputType({ description: "Which notifications of the user." })
export class UserNotificationFilter {
  @Field(() => [UserNotificationKind], { nullable: true, description: "Of any of these kinds." })
  kind?: UserNotificationKind[];

  @Field(() => Boolean, { nullable: true, description: "Only unread ones, or only read ones." })
  isUnread?: boolean;
}

@InputType({ description: "Marks notifications as read or unread." })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { description: "The notifications, 100 at most." })
  @ArrayMaxSize(100)
  ids!: string[];

  @Field(() => Boolean, { defaultValue: true, description: "False: unread again." })
  isRead!: boolean;
}

@InputType({ description: "Marks all notifications as read." })
export class MarkAllNotificationsReadInput {
  @Field(() => Date, { nullable: true, description: "Only those made until this moment; now when left out." })
  until?: Date;
}

@InputType({ description: "Where the caller wants to be told of one kind." })
export class SaveNotificationPreferenceInput {
  @Field(() => UserNotificationKind, { description: "The kind." })
  kind!: UserNotificationKind;

  @Field(() => Boolean, { description: "In the console." })
  isInConsole!: boolean;

  @Field(() => Boolean, { description: "By e-mail." })
  isByEmail!: boolean;
}

@ObjectType({ description: "After marking." })
export class MarkNotificationsReadPayload extends Payload {
  @Field(() => Int, { nullable: true, description: "How many changed." })
  changedCount?: number;

  @Field(() => [UserNotification], { nullable: true, description: "Those that changed; empty when all were marked." })
  notifications?: UserNotification[];
}

@ObjectType({ description: "The preferences after the change." })
export class NotificationPreferencesPayload extends Payload {
  @Field(() => [UserNotificationPreferenceType], { nullable: true, description: "One per kind." })
  preferences?: UserNotificationPreferenceType[];
}
