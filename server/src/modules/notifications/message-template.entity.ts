import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Channel, Hospital } from "../organizations/index.ts";
import { NotificationPurpose } from "./notification.enums.ts";

/** The texts of one purpose on one channel (P3). A hospital's own row wins over the group's. */
@ObjectType({ description: "The texts of a message, in both languages." })
@Entity({ tableName: "message_template" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({
  name: "message_template_place",
  expression:
    'create unique index "message_template_place" on "message_template" ("purpose", "channel", "hospital_id") nulls not distinct',
})
@Index({ properties: ["hospital"] })
export class MessageTemplate extends EditableEntity {
  @Field(() => NotificationPurpose, { description: "Why the message is sent." })
  @Enum({ items: () => NotificationPurpose, type: "text" })
  purpose!: NotificationPurpose;

  @Field(() => Channel, { description: "Way of sending." })
  @Enum({ items: () => Channel, type: "text" })
  channel!: Channel;

  /** Null: of the whole group. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "cascade" })
  hospital?: Ref<Hospital> | null;

  @Field(() => String, { nullable: true, description: "Subject in Arabic; e-mail only." })
  @Property({ type: "text", nullable: true })
  subjectAr?: string | null;

  @Field(() => String, { nullable: true, description: "Subject in English; e-mail only." })
  @Property({ type: "text", nullable: true })
  subjectEn?: string | null;

  @Field(() => String, { description: "Text in Arabic, with placeholders in braces." })
  @Property({ type: "text" })
  textAr!: string;

  @Field(() => String, { description: "Text in English, with placeholders in braces." })
  @Property({ type: "text" })
  textEn!: string;

  @Field(() => String, { nullable: true, description: "Name under which Meta approved the text; WhatsApp only." })
  @Property({ type: "text", nullable: true })
  providerTemplate?: string | null;

  @Field(() => [String], {
    description: "Placeholders that fill {{1}}, {{2}} … of the approved text, in order; WhatsApp only.",
  })
  @Property({ type: "array", columnType: "text[]", default: [] })
  providerParameters: Opt<string[]> = [];
}
