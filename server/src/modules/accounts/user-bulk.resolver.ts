import { Arg, Ctx, Field, InputType, Mutation, Resolver } from "type-graphql";
import { Allow, BulkInput, BulkPayload, runBulk, type RequestContext } from "../core/index.ts";
import { resendInvitationsVerb, setUsersActiveVerb } from "./user.bulk.ts";
import { UserFilter } from "./user.inputs.ts";

@InputType({ description: "Which users to invite again: by ids or by the filter of the list." })
class ResendInvitationsBulkInput extends BulkInput {
  @Field(() => UserFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: UserFilter | null;
}

@InputType({ description: "Which users to switch on or off." })
class SetUsersActiveBulkInput extends ResendInvitationsBulkInput {
  @Field(() => Boolean, { description: "May sign in." })
  isActive!: boolean;
}

@Resolver()
export class UserBulkResolver {
  @Allow("user.manage")
  @Mutation(() => BulkPayload, { description: "Switches many users on or off; off ends their sessions at once." })
  setUsersActiveBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetUsersActiveBulkInput) { isActive, ...targets }: SetUsersActiveBulkInput,
  ) {
    return runBulk(context, setUsersActiveVerb, targets, { isActive });
  }

  @Allow("user.manage")
  @Mutation(() => BulkPayload, { description: "Sends many invitations again; the links before stop working." })
  resendInvitationsBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResendInvitationsBulkInput) targets: ResendInvitationsBulkInput,
  ) {
    return runBulk(context, resendInvitationsVerb, targets, {});
  }
}
