import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { UserNotificationKind } from "./user-notification.enums.ts";

/** Where a user wants to be told of one kind. No row: both. */
@Entity({ tableName: "user_notification_preference" })
@Unique({ properties: ["user", "kind"] })
export class UserNotificationPreference extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Enum({ items: () => UserNotificationKind, type: "text" })
  kind!: UserNotificationKind;

  @Property({ type: "boolean" })
  isInConsole!: boolean;

  @Property({ type: "boolean" })
  isByEmail!: boolean;
}
