import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  Allow,
  connectionOf,
  containing,
  findPage,
  mutate,
  orderOf,
  PageArgs,
  Payload,
  type RequestContext,
} from "../core/index.ts";
import { Channel, HospitalSettings } from "./hospital-settings.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { createHospital, updateHospital, updateHospitalSettings } from "./hospital.service.ts";
import { deleteOrganization } from "./organization.service.ts";

enum HospitalOrderField {
  CODE = "code",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
}
const HospitalOrder = orderOf("Hospital", HospitalOrderField, "hospitals");
const HospitalConnection = connectionOf("Hospital", () => Hospital);

@InputType({ description: "Which hospitals." })
class HospitalFilter {
  @Field(() => String, { nullable: true, description: "Part of the code or the name." })
  search?: string;

  @Field(() => Boolean, { nullable: true, description: "Only active or only inactive ones." })
  isActive?: boolean;
}

@InputType({ description: "A new hospital." })
class CreateHospitalInput {
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
class UpdateHospitalInput implements Partial<CreateHospitalInput> {
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
class DeleteHospitalInput {
  @Field(() => ID, { description: "The hospital." })
  id!: string;
}

@InputType({ description: "Changes of a hospital's settings; what is left out stays." })
class UpdateHospitalSettingsInput {
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
class HospitalPayload extends Payload {
  @Field(() => Hospital, { nullable: true, description: "The hospital." })
  hospital?: Hospital;
}

@ObjectType({ description: "The settings after the change." })
class HospitalSettingsPayload extends Payload {
  @Field(() => HospitalSettings, { nullable: true, description: "The settings." })
  settings?: HospitalSettings;
}

@ObjectType({ description: "What was removed." })
class DeleteHospitalPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The hospital that is gone." })
  deletedId?: string;
}

@Resolver(() => Hospital)
export class HospitalResolver {
  @Allow("hospital.read")
  @Query(() => HospitalConnection, { description: "Hospitals." })
  hospitals(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => HospitalFilter, { nullable: true }) filter?: HospitalFilter,
    @Arg("orderBy", () => [HospitalOrder], { nullable: true }) orderBy?: InstanceType<typeof HospitalOrder>[],
  ) {
    const text = filter?.search ? { $ilike: containing(filter.search) } : undefined;
    const where = {
      ...(text ? { $or: [{ code: text }, { nameAr: text }, { nameEn: text }] } : {}),
      ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
    };
    return findPage(
      context.reader("hospital.read"),
      Hospital,
      where,
      orderBy ?? [{ field: "code", direction: "ASC" }],
      page,
    );
  }

  @Allow("hospital.read")
  @Query(() => Hospital, { nullable: true, description: "One hospital." })
  hospital(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("hospital.read").findOne(Hospital, { id });
  }

  @FieldResolver(() => HospitalSettings, {
    nullable: true,
    description: "Its settings; null without the right to see them.",
  })
  settings(@Ctx() context: RequestContext, @Root() hospital: Hospital) {
    if (!context.may("hospital.read")) return null;
    return context.reader("hospital.read").findOne(HospitalSettings, { hospital: hospital.id });
  }

  @Allow("hospital.manage")
  @Mutation(() => HospitalPayload, { description: "Adds a hospital." })
  createHospital(@Ctx() context: RequestContext, @Arg("input", () => CreateHospitalInput) input: CreateHospitalInput) {
    return mutate(context, "hospital.manage", async (tx) => ({ hospital: await createHospital(tx, input) }));
  }

  @Allow("hospital.manage")
  @Mutation(() => HospitalPayload, { description: "Changes a hospital." })
  updateHospital(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateHospitalInput) { id, version, ...fields }: UpdateHospitalInput,
  ) {
    return mutate(context, "hospital.manage", async (tx) => ({
      hospital: await updateHospital(tx, id, version, fields),
    }));
  }

  @Allow("hospital.manage")
  @Mutation(() => DeleteHospitalPayload, { description: "Removes a hospital on which nothing hangs yet." })
  deleteHospital(@Ctx() context: RequestContext, @Arg("input", () => DeleteHospitalInput) input: DeleteHospitalInput) {
    return mutate(context, "hospital.manage", async (tx) => ({
      deletedId: await deleteOrganization(tx, Hospital, input.id),
    }));
  }

  @Allow("hospital.manage")
  @Mutation(() => HospitalSettingsPayload, { description: "Changes a hospital's settings; effective at once." })
  updateHospitalSettings(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateHospitalSettingsInput) { hospitalId, version, ...fields }: UpdateHospitalSettingsInput,
  ) {
    return mutate(context, "hospital.manage", async (tx) => ({
      settings: await updateHospitalSettings(tx, hospitalId, version, fields),
    }));
  }
}
