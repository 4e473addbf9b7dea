import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Allow, connectionOf, containing, findPage, mutate, PageArgs, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import {
  assignRole,
  createServiceAccount,
  createUser,
  revokeRole,
  setUserActive,
  updateUser,
} from "./user-admin.service.ts";
import { User } from "./user.entity.ts";
import {
  AssignRoleInput,
  CreateServiceAccountInput,
  CreateUserInput,
  RevokeRoleInput,
  SetUserActiveInput,
  UpdateUserInput,
  UserFilter,
  UserOrder,
  UserPayload,
} from "./user.inputs.ts";

export const UserConnection = connectionOf("User", () => User);

@Resolver(() => User)
export class UserResolver {
  @Allow("user.read")
  @Query(() => UserConnection, { description: "Users." })
  users(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => UserFilter, { nullable: true }) filter?: UserFilter,
    @Arg("orderBy", () => [UserOrder], { nullable: true }) orderBy?: InstanceType<typeof UserOrder>[],
  ) {
    const text = filter?.search?.trim() ? { $ilike: containing(filter.search) } : undefined;
    const where = {
      ...(text ? { $or: [{ email: text }, { nameAr: text }, { nameEn: text }] } : {}),
      ...(filter?.role ? { roles: { $some: { role: { $in: filter.role } } } } : {}),
      ...(filter?.kind ? { kind: filter.kind } : {}),
      ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
    };
    return findPage(context.reader("user.read"), User, where, orderBy ?? [{ field: "nameEn", direction: "ASC" }], page);
  }

  @Allow("user.read")
  @Query(() => User, { nullable: true, description: "One user." })
  user(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("user.read").findOne(User, { id });
  }

  @FieldResolver(() => [RoleAssignment], { description: "Roles; of others only with the right to see users." })
  async roles(@Ctx() context: RequestContext, @Root() user: User) {
    const isSelf = context.viewer?.userId === user.id;
    if (!isSelf && !context.may("user.read")) return [];
    return user.roles.loadItems();
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Adds a person." })
  createUser(@Ctx() context: RequestContext, @Arg("input", () => CreateUserInput) input: CreateUserInput) {
    return mutate(context, "user.manage", async (tx) => ({ user: await createUser(tx, input) }));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Changes a user." })
  updateUser(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateUserInput) { id, version, ...fields }: UpdateUserInput,
  ) {
    return mutate(context, "user.manage", async (tx) => ({ user: await updateUser(tx, id, version, fields) }));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Switches a user on or off; off ends their sessions at once." })
  setUserActive(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetUserActiveInput) { id, isActive }: SetUserActiveInput,
  ) {
    return mutate(context, "user.manage", async (tx) => ({ user: await setUserActive(tx, id, isActive) }));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Gives a role; effective at once." })
  assignRole(@Ctx() context: RequestContext, @Arg("input", () => AssignRoleInput) input: AssignRoleInput) {
    return mutate(context, "user.manage", async (tx) => ({ user: await assignRole(tx, input) }));
  }

  @Allow("user.manage")
  @Mutation(() => UserPayload, { description: "Takes a role away; effective at once." })
  revokeRole(@Ctx() context: RequestContext, @Arg("input", () => RevokeRoleInput) { id }: RevokeRoleInput) {
    return mutate(context, "user.manage", async (tx) => ({ user: await revokeRole(tx, id) }));
  }

  @Allow("apiKey.manage")
  @Mutation(() => UserPayload, { description: "Adds an account for a system that posts events." })
  createServiceAccount(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateServiceAccountInput) input: CreateServiceAccountInput,
  ) {
    return mutate(context, "apiKey.manage", async (tx) => ({ user: await createServiceAccount(tx, input) }));
  }
}

@Resolver(() => RoleAssignment)
export class RoleAssignmentResolver {
  @FieldResolver(() => Hospital, {
    nullable: true,
    description: "The hospital, for a reach of HOSPITAL or DEPARTMENT.",
  })
  hospital(@Root() assignment: RoleAssignment) {
    return assignment.hospital?.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department, for a reach of DEPARTMENT." })
  department(@Root() assignment: RoleAssignment) {
    return assignment.department?.load();
  }
}
