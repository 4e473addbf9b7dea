import { covers, findVisible, forbidden, type Scope, type Tx } from "../core/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { User } from "./user.entity.ts";

/**
 * AC-12: an account is one for all hospitals. Whoever changes it must manage every place where the user holds a role; who
 * manages only one of them may give and take roles there.
 */
export function reachesAll(scope: Scope, roles: readonly Pick<RoleAssignment, "hospital">[]): boolean {
  if (scope.all) return true;
  return roles.length > 0 && roles.every((role) => covers(scope, { hospitalId: role.hospital?.id }));
}

/** The user, when the caller may change the account; NOT_FOUND outside their sight. */
export async function manageableUser(tx: Tx, id: string): Promise<User> {
  const user = await findVisible(tx.em, User, id);
  if (!tx.scope.all && !reachesAll(tx.scope, await tx.em.find(RoleAssignment, { user: id }))) throw forbidden();
  return user;
}
