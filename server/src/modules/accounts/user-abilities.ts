import { Field, ObjectType } from "type-graphql";
import type { RequestContext } from "../core/index.ts";
import type { RoleAssignment } from "./role-assignment.entity.ts";
import { reachesAll } from "./user-reach.ts";
import { statusOf, UserKind, UserStatus, type User } from "./user.entity.ts";

@ObjectType({ description: "What the caller may do with a user." })
export class UserAbilities {
  @Field(() => Boolean, { description: "Change name, language and linked records." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Give and take roles, where the caller manages users." })
  canManageRoles!: boolean;

  @Field(() => Boolean, { description: "Deactivate." })
  canDeactivate!: boolean;

  @Field(() => Boolean, { description: "Activate again." })
  canActivate!: boolean;

  @Field(() => Boolean, { description: "Send the invitation again." })
  canResendInvitation!: boolean;

  @Field(() => Boolean, { description: "Send a link for a new password." })
  canResetPassword!: boolean;

  @Field(() => Boolean, { description: "End the rest after wrong passwords." })
  canUnlock!: boolean;

  @Field(() => Boolean, { description: "See and end log-ins." })
  canManageSessions!: boolean;
}

export function userAbilities(context: RequestContext, user: User, roles: readonly RoleAssignment[]): UserAbilities {
  const isPerson = user.kind === UserKind.PERSON;
  const canManage = isPerson && context.may("user.manage");
  const canEdit = canManage && reachesAll(context.scope("user.manage"), roles);
  const status = statusOf(user, context.kernel.clock());
  return {
    canEdit,
    canManageRoles: canManage,
    canDeactivate: canEdit && user.isActive && context.viewer?.userId !== user.id,
    canActivate: canEdit && !user.isActive,
    canResendInvitation: canEdit && status === UserStatus.INVITED,
    canResetPassword: canEdit && (status === UserStatus.ACTIVE || status === UserStatus.LOCKED),
    canUnlock: canEdit && status === UserStatus.LOCKED,
    canManageSessions: canEdit,
  };
}
