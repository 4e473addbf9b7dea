import {
  Arg,
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
import { Allow, mutate, Payload, type RequestContext } from "../core/index.ts";
import { Hospital, hospitalOf } from "../organizations/index.ts";
import { ComplaintSettings } from "./complaint-settings.entity.ts";
import { saveSettings } from "./settings.service.ts";

@InputType({ description: "How complaints are handled; what is left out stays." })
class SaveComplaintSettingsInput {
  @Field(() => ID, { nullable: true, description: "The hospital; the group's default when left out." })
  hospitalId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The version that was seen; none for a hospital's first own settings.",
  })
  version?: number;

  @Field(() => Boolean, { nullable: true, description: "Tell the complainant that it arrived." })
  isAcknowledging?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Tell the complainant that it is closed." })
  isClosingTold?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Send the survey about the resolution when it is closed." })
  isSurveySent?: boolean;

  @Field(() => ID, { nullable: true, description: "That survey." })
  resolutionTemplateId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Somebody else than who resolved it has to close it." })
  isFourEyes?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Resolving needs at least one file." })
  isEvidenceRequired?: boolean;
}

@ObjectType({ description: "The settings after the change." })
class ComplaintSettingsPayload extends Payload {
  @Field(() => ComplaintSettings, { nullable: true, description: "The settings." })
  complaintSettings?: ComplaintSettings;
}

@Resolver(() => ComplaintSettings)
export class ComplaintSettingsResolver {
  @Allow("complaint.read")
  @Query(() => [ComplaintSettings], {
    description: "The group's settings, and those of each hospital that has its own: one row a hospital at most.",
  })
  complaintSettings(@Ctx() context: RequestContext) {
    return context.reader("complaint.read").find(ComplaintSettings, {}, { orderBy: { hospital: "asc nulls first" } });
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital; empty for the group's default." })
  hospital(@Ctx() context: RequestContext, @Root() settings: ComplaintSettings) {
    return settings.hospital ? hospitalOf(context, settings.hospital.id) : null;
  }

  @FieldResolver(() => ID, { nullable: true, description: "The survey about the resolution." })
  resolutionTemplateId(@Root() settings: ComplaintSettings): string | null {
    return settings.resolutionTemplate?.id ?? null;
  }

  @Allow("complaint.configure")
  @Mutation(() => ComplaintSettingsPayload, { description: "Saves how complaints are handled; counts at once." })
  saveComplaintSettings(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveComplaintSettingsInput) input: SaveComplaintSettingsInput,
  ) {
    return mutate(context, "complaint.configure", async (tx) => ({ complaintSettings: await saveSettings(tx, input) }));
  }
}
