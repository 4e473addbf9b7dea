import { Arg, Ctx, ID, Mutation, Query, Resolver, Field, InputType } from "type-graphql";
import { Allow, findVisible, mutate, type RequestContext, type Tx } from "../core/index.ts";
import { RefreshSession } from "./refresh-session.entity.ts";
import { assignRole, revokeRole } from "./role-assignment.service.ts";
import {
  inviteUser,
  resendInvitation,
  sendPasswordReset,
  setUserActive,
  unlockUser,
  updateUser,
} from "./user-admin.service.ts";
import { User } from "./user.entity.ts";
import {
  AssignRoleInput,
  InviteUserInput,
  RevokeRoleInput,
  SetUserActiveInput,
  UpdateUserInput,
  UserIdInput,
  UserPayload,
} from "./user.inputs.ts";
import { manageableUser } from "./user-reach.ts";
import { EndSessionsPayload } from "./user-session.resolver.ts";
import { endSessionsOf, openSessions } from "./user-session.service.ts";

@InputType({ description: "Log-ins of a user that an administrator ends." })
class EndUserSessionsInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;

  @Field(() => ID, { nullable: true, description: "One log-in; all of them when it is left out." })
  id?: string;
}

const change = (context: RequestContext, work: (tx: Tx) => Promise<User>) =>
  mutate(context, "user.manage", async (tx) => ({ user: await work(tx) }));

@Resolver()
export class UserAdminResolver {
  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Adds a person and sends them a link for choosing a password." })
  inviteUser(@Ctx() context: RequestContext, @Arg("input", () => InviteUserInput) input: InviteUserInput) {
    return change(context, (tx) => inviteUser(tx, context.viewer, input));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Sends the invitation again; the link before stops working." })
  resendInvitation(@Ctx() context: RequestContext, @Arg("input", () => UserIdInput) { id }: UserIdInput) {
    return change(context, (tx) => resendInvitation(tx, id));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Sends a user a link for choosing a new password." })
  sendPasswordReset(@Ctx() context: RequestContext, @Arg("input", () => UserIdInput) { id }: UserIdInput) {
    return change(context, (tx) => sendPasswordReset(tx, id));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Ends the rest after wrong passwords." })
  unlockUser(@Ctx() context: RequestContext, @Arg("input", () => UserIdInput) { id }: UserIdInput) {
    return change(context, (tx) => unlockUser(tx, id));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Changes a user." })
  updateUser(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateUserInput) { id, version, ...fields }: UpdateUserInput,
  ) {
    return change(context, (tx) => updateUser(tx, id, version, fields));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Switches a user on or off; off ends their sessions at once." })
  setUserActive(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetUserActiveInput) { id, isActive }: SetUserActiveInput,
  ) {
    return change(context, (tx) => setUserActive(tx, id, isActive));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Gives a role; effective at once." })
  assignRole(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignRoleInput) { userId, ...role }: AssignRoleInput,
  ) {
    return change(context, async (tx) => assignRole(tx, context.viewer, await findVisible(tx.em, User, userId), role));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Takes a role away; effective at once." })
  revokeRole(@Ctx() context: RequestContext, @Arg("input", () => RevokeRoleInput) { id }: RevokeRoleInput) {
    return change(context, (tx) => revokeRole(tx, id));
  }

  @Allow("user.manage")
  @Query(() => [RefreshSession], { description: "A user's log-ins that still hold, at most 50, last used first." })
  userSessions(@Ctx() context: RequestContext, @Arg("userId", () => ID, { description: "The user." }) userId: string) {
    return context.run("user.manage", async (tx) => openSessions(tx, (await manageableUser(tx, userId)).id));
  }

  @Allow("user.manage")
  @Mutation(() => EndSessionsPayload, { description: "Ends a user's log-ins, one or all; sockets close at once." })
  endUserSessions(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndUserSessionsInput) { userId, id }: EndUserSessionsInput,
  ) {
    return mutate(context, "user.manage", async (tx) => ({
      endedSessions: await endSessionsOf(tx, (await manageableUser(tx, userId)).id, id),
    }));
  }
}
