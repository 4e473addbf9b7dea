import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Allow, connectionOf, mutate, orderOf, PageArgs, type RequestContext } from "../core/index.ts";
import { HospitalSettings } from "./hospital-settings.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import {
  CreateHospitalInput,
  DeleteHospitalInput,
  DeleteHospitalPayload,
  HospitalFilter,
  HospitalPayload,
  HospitalSettingsPayload,
  UpdateHospitalInput,
  UpdateHospitalSettingsInput,
} from "./hospital.inputs.ts";
import { hospitalList } from "./hospital.list.ts";
import { createHospital, updateHospital, updateHospitalSettings } from "./hospital.service.ts";
import { hospitalAbilities, HospitalAbilities } from "./organization.abilities.ts";
import { deleteOrganization } from "./organization.service.ts";

enum HospitalOrderField {
  CODE = "code",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
}
const HospitalOrder = orderOf("Hospital", HospitalOrderField, "hospitals");
const HospitalConnection = connectionOf("Hospital", () => Hospital);

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
    return hospitalList.page(context, page, filter, orderBy);
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

  @FieldResolver(() => HospitalAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() hospital: Hospital) {
    return hospitalAbilities(context, hospital.id);
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
