import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity, Scoped, type Bilingual, type Permission } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { UserNotificationKind } from "./user-notification.enums.ts";

/** A value inside a text: a name in both languages, or the same in both. */
export type MessageParameters = Readonly<Record<string, string | Bilingual>>;

/** NO-13: something that one user is told in the console. Never patient identity. */
@ObjectType({ description: "Something that the user is told in the console." })
@Entity({ tableName: "user_notification" })
@Scoped({ owner: "user" })
@Index({ properties: ["user", "createdAt", "id"] })
@Index({
  name: "user_notification_unread",
  expression:
    'create index "user_notification_unread" on "user_notification" ("user_id", "created_at", "id") where read_at is null',
})
@Index({
  name: "user_notification_read",
  expression: 'create index "user_notification_read" on "user_notification" ("read_at") where read_at is not null',
})
@Index({ properties: ["hospital"] })
@Index({ properties: ["targetId"] })
export class UserNotification extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Field(() => UserNotificationKind, { description: "Why." })
  @Enum({ items: () => UserNotificationKind, type: "text" })
  kind!: UserNotificationKind;

  @Field(() => String, { description: "Key of the text that the console shows." })
  @Property({ type: "text" })
  titleKey!: string;

  @Field(() => String, { nullable: true, description: "Key of a second, longer text." })
  @Property({ type: "text", nullable: true })
  bodyKey?: string | null;

  @Property({ type: "jsonb" })
  parameters!: MessageParameters;

  @Field(() => String, { description: "Type of the thing it is about." })
  @Property({ type: "text" })
  targetType!: string;

  @Field(() => ID, { description: "The thing it is about." })
  @Property({ type: "uuid" })
  targetId!: string;

  /** Without it in this hospital the notification is not shown any more. */
  @Property({ type: "text", nullable: true })
  permission?: Permission | null;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "cascade" })
  hospital?: Ref<Hospital> | null;

  @Field(() => Date, { nullable: true, description: "When it was read, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  readAt?: Date | null;
}
