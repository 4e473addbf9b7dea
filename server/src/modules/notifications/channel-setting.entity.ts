import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Channel, Hospital } from "../organizations/index.ts";
import { Backend, UncertainRule } from "./notification.enums.ts";

/** F1.9: what carries the messages of a channel. A hospital's own row wins over the group's. */
@ObjectType({ description: "What carries the messages of a channel." })
@Entity({ tableName: "channel_setting" })
@Scoped({ hospital: "hospital", isGroupRowVisible: true })
@Unique({
  name: "channel_setting_place",
  expression:
    'create unique index "channel_setting_place" on "channel_setting" ("channel", "hospital_id") nulls not distinct',
})
@Index({ properties: ["hospital"] })
export class ChannelSetting extends EditableEntity {
  @Field(() => Channel, { description: "The channel." })
  @Enum({ items: () => Channel, type: "text" })
  channel!: Channel;

  /** Null: of the whole group. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "cascade" })
  hospital?: Ref<Hospital> | null;

  @Field(() => Backend, { description: "What carries the messages." })
  @Enum({ items: () => Backend, type: "text", default: Backend.CONSOLE })
  backend: Opt<Backend> = Backend.CONSOLE;

  @Field(() => Boolean, { description: "Off: messages of the channel are suppressed, with that reason." })
  @Property({ type: "boolean", default: true })
  isEnabled: Opt<boolean> = true;

  @Field(() => String, { nullable: true, description: "Address of the gateway: https://… or smtps://…" })
  @Property({ type: "text", nullable: true })
  endpoint?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Sender: SMS sender name, WhatsApp phone-number id, e-mail address.",
  })
  @Property({ type: "text", nullable: true })
  sender?: string | null;

  /** Token or password of the gateway, encrypted; never readable again. */
  @Property({ type: "blob", nullable: true })
  secretSealed?: Buffer | null;

  @Field(() => Int, { description: "Attempts when the gateway refuses or fails, then dead letter." })
  @Property({ type: "integer", default: 5 })
  maxAttempts: Opt<number> = 5;

  @Field(() => UncertainRule, { description: "What happens to a message that may have been sent or not." })
  @Enum({ items: () => UncertainRule, type: "text", default: UncertainRule.HOLD })
  uncertainRule: Opt<UncertainRule> = UncertainRule.HOLD;
}
