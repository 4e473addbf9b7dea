import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Allow, connectionOf, PageArgs, type RequestContext } from "../core/index.ts";
import { Department, Employee, Hospital, Physician } from "../organizations/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { Role } from "./role-matrix.ts";
import { grantReaches, type GrantReach } from "./role.rules.ts";
import { UserAbilities, userAbilities } from "./user-abilities.ts";
import { rolesOf } from "./user-roles.loader.ts";
import { statusOf, User, UserStatus } from "./user.entity.ts";
import { UserFilter, UserOrder } from "./user.inputs.ts";
import { userList } from "./user.list.ts";

export const UserConnection = connectionOf("User", () => User);

@ObjectType({ description: "A role that the caller may give, and where." })
class GrantableRole implements GrantReach {
  @Field(() => Role, { description: "The role." })
  role!: Role;

  @Field(() => Boolean, { description: "Over the whole group, and so at each hospital." })
  isGroup!: boolean;

  @Field(() => Boolean, { description: "It exists over the whole group only." })
  isGroupOnly!: boolean;

  @Field(() => [ID], { description: "Where it is not over the group: the hospitals at which the caller may give it." })
  hospitalIds!: readonly string[];
}

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
    return userList.page(context, page, filter, orderBy);
  }

  @Allow("user.read")
  @Query(() => User, { nullable: true, description: "One user." })
  user(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("user.read").findOne(User, { id });
  }

  @Allow("user.manage")
  @Query(() => [GrantableRole], { description: "The roles that the caller may give, and where (AC-9)." })
  grantableRoles(@Ctx() context: RequestContext): GrantableRole[] {
    return context.viewer ? grantReaches(context.viewer) : [];
  }

  @FieldResolver(() => [RoleAssignment], { description: "Roles; of others only with the right to see users." })
  async roles(@Ctx() context: RequestContext, @Root() user: User) {
    const isSelf = context.viewer?.userId === user.id;
    if (!isSelf && !context.may("user.read")) return [];
    // Of whom the caller sees the name only, no role either.
    return isSelf || user.passwordHash !== undefined ? rolesOf(context, user.id) : [];
  }

  @FieldResolver(() => UserStatus, {
    nullable: true,
    description: "Whether they can sign in; for those who see users.",
  })
  status(@Ctx() context: RequestContext, @Root() user: User): UserStatus | null {
    return isSeenWhole(context, user) ? statusOf(user, context.kernel.clock()) : null;
  }

  @FieldResolver(() => UserAbilities, { description: "What the caller may do with this user." })
  async abilities(@Ctx() context: RequestContext, @Root() user: User): Promise<UserAbilities> {
    return userAbilities(context, user, context.may("user.manage") ? await rolesOf(context, user.id) : []);
  }

  @FieldResolver(() => Employee, { nullable: true, description: "Their employee record; for those who see employees." })
  employee(@Ctx() context: RequestContext, @Root() user: User): Promise<Employee | null> | null {
    if (!user.employee || !context.may("employee.read")) return null;
    return context.reader("employee.read").findOne(Employee, { id: user.employee.id });
  }

  @FieldResolver(() => Physician, { nullable: true, description: "Their physician record." })
  physician(@Ctx() context: RequestContext, @Root() user: User): Promise<Physician | null> | null {
    if (!user.physician || !context.may("physician.read")) return null;
    return context.reader("physician.read").findOne(Physician, { id: user.physician.id });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Of a service account: the source system it speaks for.",
  })
  sourceSystem(@Ctx() context: RequestContext, @Root() user: User): string | null {
    return isSeenWhole(context, user) ? (user.sourceSystem ?? null) : null;
  }
}

/** Users that are shown by name only were loaded without the rest (`people.loader.ts`). */
const isSeenWhole = (context: RequestContext, user: User): boolean =>
  user.passwordHash !== undefined && (context.may("user.read") || context.viewer?.userId === user.id);

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
