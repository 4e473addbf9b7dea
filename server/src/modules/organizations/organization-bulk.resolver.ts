import { Arg, Ctx, Field, InputType, Mutation, Resolver } from "type-graphql";
import { Allow, BulkInput, BulkPayload, runBulk, type RequestContext } from "../core/index.ts";
import { HospitalFilter } from "./hospital.inputs.ts";
import { setEmployeesActiveVerb, setHospitalsActiveVerb, setPhysiciansActiveVerb } from "./organization.bulk.ts";
import { OrganizationFilter } from "./organization.inputs.ts";

@InputType({ description: "Which to switch on or off." })
abstract class SetActiveBulkInput extends BulkInput {
  @Field(() => Boolean, { description: "Takes part in what is new." })
  isActive!: boolean;
}

@InputType({ description: "Which hospitals to switch on or off: by ids or by the filter of the list." })
class SetHospitalsActiveBulkInput extends SetActiveBulkInput {
  @Field(() => HospitalFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: HospitalFilter | null;
}

@InputType({ description: "Which physicians or employees to switch on or off: by ids or by the filter of the list." })
class SetStaffActiveBulkInput extends SetActiveBulkInput {
  @Field(() => OrganizationFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: OrganizationFilter | null;
}

@Resolver()
export class OrganizationBulkResolver {
  @Allow("hospital.manage")
  @Mutation(() => BulkPayload, { description: "Switches many hospitals on or off." })
  setHospitalsActiveBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetHospitalsActiveBulkInput) { isActive, ...targets }: SetHospitalsActiveBulkInput,
  ) {
    return runBulk(context, setHospitalsActiveVerb, targets, { isActive });
  }

  @Allow("physician.manage")
  @Mutation(() => BulkPayload, { description: "Switches many physicians on or off." })
  setPhysiciansActiveBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetStaffActiveBulkInput) { isActive, ...targets }: SetStaffActiveBulkInput,
  ) {
    return runBulk(context, setPhysiciansActiveVerb, targets, { isActive });
  }

  @Allow("employee.manage")
  @Mutation(() => BulkPayload, { description: "Switches many employees on or off." })
  setEmployeesActiveBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetStaffActiveBulkInput) { isActive, ...targets }: SetStaffActiveBulkInput,
  ) {
    return runBulk(context, setEmployeesActiveVerb, targets, { isActive });
  }
}
