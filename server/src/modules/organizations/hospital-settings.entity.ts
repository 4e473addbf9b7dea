import { Entity, Enum, OneToOne, Property } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";

export enum Channel {
  SMS = "SMS",
  WHATSAPP = "WHATSAPP",
  EMAIL = "EMAIL",
}
registerEnumType(Channel, {
  name: "Channel",
  description: "Way by which a message reaches a person.",
  valuesConfig: {
    SMS: { description: "Text message." },
    WHATSAPP: { description: "WhatsApp message." },
    EMAIL: { description: "E-mail." },
  },
});

/** F1.2: what a hospital may set about surveys and their sending. One row per hospital, made with it. */
@ObjectType({ description: "Settings of one hospital." })
@Entity({ tableName: "hospital_settings" })
@Scoped({ hospital: "hospital", isReference: true })
export class HospitalSettings extends EditableEntity {
  @OneToOne({ entity: () => Hospital, ref: true, owner: true, unique: true, deleteRule: "cascade" })
  hospital!: Ref<Hospital>;

  @Field(() => Float, { description: "A score below it is negative, 0–100; a survey template may override it." })
  @Property({ type: "double", default: 60 })
  negativeThreshold: Opt<number> = 60;

  @Field(() => Int, { description: "Days for which a survey's link is open." })
  @Property({ type: "integer", default: 7 })
  surveyValidDays: Opt<number> = 7;

  @Field(() => Int, { description: "Hours after a stage within which its survey may still be sent." })
  @Property({ type: "integer", default: 48 })
  sendingWindowHours: Opt<number> = 48;

  @Field(() => Int, {
    nullable: true,
    description: "Hours until an unanswered survey is reminded of; empty for never.",
  })
  @Property({ type: "integer", nullable: true })
  reminderAfterHours?: number | null = 24;

  @Field(() => Int, { description: "Reminders at most." })
  @Property({ type: "integer", default: 1 })
  maxReminders: Opt<number> = 1;

  @Field(() => Int, { description: "Contact fatigue: invitations per patient at most …" })
  @Property({ type: "integer", default: 4 })
  fatigueMaxInvitations: Opt<number> = 4;

  @Field(() => Int, { description: "… in this many days." })
  @Property({ type: "integer", default: 30 })
  fatigueDays: Opt<number> = 30;

  @Field(() => String, {
    nullable: true,
    description: "Start of the quiet hours, HH:MM in the hospital's zone; empty for none.",
  })
  @Property({ type: "text", nullable: true })
  quietFrom?: string | null = "22:00";

  @Field(() => String, { nullable: true, description: "End of the quiet hours, HH:MM." })
  @Property({ type: "text", nullable: true })
  quietTo?: string | null = "08:00";

  @Field(() => Channel, { description: "Channel of survey invitations." })
  @Enum({ items: () => Channel, type: "text", default: Channel.SMS })
  defaultChannel: Opt<Channel> = Channel.SMS;

  @Field(() => Int, { description: "Minutes without an event after which a feed counts as silent." })
  @Property({ type: "integer", default: 60 })
  staleFeedMinutes: Opt<number> = 60;
}
