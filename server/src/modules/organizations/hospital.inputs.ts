import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import { Channel, HospitalSettings } from "./hospital-settings.entity.ts";
import { Hospital } from "./hospital.entity.ts";

@InputType({ description: "Which hospitals." })
export class HospitalFilter {
  @Field(() => String, { nullable: true, description: "Part of the code or the name." })
  search?: string;

  @Field(() => Boolean, { nullable: true, description: "Only active or only inactive ones." })
  isActive?: boolean;
}

@InputType({ description: "A new hospital." })
export class CreateHospitalInput {
  @Field(() => String, { description: "Short code, unique in the group." })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: "IANA time zone; Asia/Riyadh when left out." })
  timeZone?: string;
}

@InputType({ description: "Changes of a hospital; what is left out stays." })
export class UpdateHospitalInput implements Partial<CreateHospitalInput> {
  @Field(() => ID, { description: "The hospital." })
  id!: string;

  @Field(() => Int, { description: "The version that was edited." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Short code." })
  code?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  nameEn?: string;

  @Field(() => String, { nullable: true, description: "IANA time zone." })
  timeZone?: string;

  @Field(() => Boolean, { nullable: true, description: "Takes part in what is new." })
  isActive?: boolean;
}

@InputType({ description: "The hospital to remove." })
export class DeleteHospitalInput {
  @Field(() => ID, { description: "The hospital." })
  id!: string;
}

@InputType({ description: "Changes of a hospital's settings; what is left out stays." })
export class UpdateHospitalSettingsInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => Int, { description: "The version of the settings that was edited." })
  version!: number;

  @Field(() => Number, { nullable: true, description: "Negative below this score, 0–100." })
  negativeThreshold?: number;

  @Field(() => Int, { nullable: true, description: "Days for which a link is open." })
  surveyValidDays?: number;

  @Field(() => Int, { nullable: true, description: "Hours after a stage within which its survey may be sent." })
  sendingWindowHours?: number;

  @Field(() => Int, { nullable: true, description: "Hours until a reminder; null for never." })
  reminderAfterHours?: number | null;

  @Field(() => Int, { nullable: true, description: "Reminders at most." })
  maxReminders?: number;

  @Field(() => Int, { nullable: true, description: "Invitations per patient at most." })
  fatigueMaxInvitations?: number;

  @Field(() => Int, { nullable: true, description: "… in this many days." })
  fatigueDays?: number;

  @Field(() => String, { nullable: true, description: "Quiet from, HH:MM; null for none." })
  quietFrom?: string | null;

  @Field(() => String, { nullable: true, description: "Quiet to, HH:MM; null for none." })
  quietTo?: string | null;

  @Field(() => Channel, { nullable: true, description: "Channel of invitations." })
  defaultChannel?: Channel;

  @Field(() => Int, { nullable: true, description: "Minutes of silence that are a fault." })
  staleFeedMinutes?: number;
}

@ObjectType({ description: "The hospital after the change." })
export class HospitalPayload extends Payload {
  @Field(() => Hospital, { nullable: true, description: "The hospital." })
  hospital?: Hospital;
}

@ObjectType({ description: "The settings after the change." })
export class HospitalSettingsPayload extends Payload {
  @Field(() => HospitalSettings, { nullable: true, description: "The settings." })
  settings?: HospitalSettings;
}

@ObjectType({ description: "What was removed." })
export class DeleteHospitalPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The hospital that is gone." })
  deletedId?: string;
}
