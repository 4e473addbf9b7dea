import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, DateTimeRange, orderOf, Payload } from "../core/index.ts";
import { Channel } from "../organizations/index.ts";
import { ChannelSetting } from "./channel-setting.entity.ts";
import { MessageTemplate } from "./message-template.entity.ts";
import { NotificationLog } from "./notification-log.entity.ts";
import { Backend, NotificationPurpose, NotificationStatus, UncertainRule } from "./notification.enums.ts";

export enum NotificationLogOrderField {
  CREATED_AT = "createdAt",
}
export const NotificationLogOrder = orderOf("NotificationLog", NotificationLogOrderField, "the notification log");
export const NotificationLogConnection = connectionOf("NotificationLog", () => NotificationLog);
export const MessageTemplateConnection = connectionOf("MessageTemplate", () => MessageTemplate);

@InputType({ description: "Which lines of the notification log." })
export class NotificationLogFilter {
  @Field(() => [NotificationStatus], { nullable: true, description: "Ended in any of these states." })
  status?: NotificationStatus[];

  @Field(() => [Channel], { nullable: true, description: "On any of these channels." })
  channel?: Channel[];

  @Field(() => [NotificationPurpose], { nullable: true, description: "For any of these purposes." })
  purpose?: NotificationPurpose[];

  @Field(() => [ID], { nullable: true, description: "Of any of these hospitals." })
  hospitalId?: string[];

  @Field(() => ID, { nullable: true, description: "About this survey." })
  surveyInstanceId?: string;

  @Field(() => ID, { nullable: true, description: "About this action." })
  pxActionId?: string;

  @Field(() => ID, { nullable: true, description: "To this patient." })
  patientId?: string;

  @Field(() => ID, { nullable: true, description: "Attempts of this message." })
  notificationId?: string;

  @Field(() => DateTimeRange, { nullable: true, description: "In this span of time." })
  createdAt?: DateTimeRange;
}

@InputType({ description: "Changes of a message's texts; what is left out stays." })
export class UpdateMessageTemplateInput {
  @Field(() => ID, { description: "The template." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited." })
  version!: number;

  @Field(() => ID, {
    nullable: true,
    description: "Given with a template of the group: the hospital gets texts of its own.",
  })
  hospitalId?: string;

  @Field(() => String, { nullable: true, description: "Subject in Arabic; e-mail only." })
  subjectAr?: string;

  @Field(() => String, { nullable: true, description: "Subject in English; e-mail only." })
  subjectEn?: string;

  @Field(() => String, { nullable: true, description: "Text in Arabic." })
  textAr?: string;

  @Field(() => String, { nullable: true, description: "Text in English." })
  textEn?: string;

  @Field(() => String, { nullable: true, description: "Name under which Meta approved the text; WhatsApp only." })
  providerTemplate?: string;

  @Field(() => [String], { nullable: true, description: "Placeholders of the approved text, in order; WhatsApp only." })
  providerParameters?: string[];
}

@ObjectType({ description: "The texts after the change." })
export class MessageTemplatePayload extends Payload {
  @Field(() => MessageTemplate, { nullable: true, description: "The template." })
  messageTemplate?: MessageTemplate;
}

@InputType({ description: "Which message to send again." })
export class RetryNotificationInput {
  @Field(() => ID, { description: "The message: `notificationId` of its log lines." })
  id!: string;
}

@ObjectType({ description: "The message after the change." })
export class RetryNotificationPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The message." })
  notificationId?: string;

  @Field(() => NotificationStatus, { nullable: true, description: "It waits to be sent now." })
  status?: NotificationStatus;
}

@InputType({ description: "What carries a channel's messages; what is left out stays." })
export class SaveChannelSettingInput {
  @Field(() => Channel, { description: "The channel." })
  channel!: Channel;

  @Field(() => ID, { nullable: true, description: "A hospital's own setting; left out: the group's." })
  hospitalId?: string;

  @Field(() => Int, { nullable: true, description: "The version that was edited; left out for a new one." })
  version?: number;

  @Field(() => Backend, { nullable: true, description: "What carries the messages." })
  backend?: Backend;

  @Field(() => Boolean, { nullable: true, description: "Off: messages are suppressed." })
  isEnabled?: boolean;

  @Field(() => String, { nullable: true, description: "Address of the gateway." })
  endpoint?: string | null;

  @Field(() => String, { nullable: true, description: "Sender." })
  sender?: string | null;

  @Field(() => String, { nullable: true, description: "Token or password of the gateway; it can't be read again." })
  secret?: string | null;

  @Field(() => Int, { nullable: true, description: "Attempts until a message is a dead letter." })
  maxAttempts?: number;

  @Field(() => UncertainRule, {
    nullable: true,
    description: "What happens to a message that may have been sent or not.",
  })
  uncertainRule?: UncertainRule;
}

@ObjectType({ description: "The setting after the change." })
export class ChannelSettingPayload extends Payload {
  @Field(() => ChannelSetting, { nullable: true, description: "The setting." })
  channelSetting?: ChannelSetting;
}
