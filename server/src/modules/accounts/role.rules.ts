import { covers, scopeFor, type Permission, type Place, type Viewer } from "../core/index.ts";
import { groupOnlyRoles, Role, roleMatrix } from "./role-matrix.ts";

/** Given out with a service account only: it may post events and is nobody's. */
export const assignableRoles: readonly Role[] = Object.values(Role).filter((role) => role !== Role.SERVICE_ACCOUNT);

/** What giving a role asks of the giver: managing users there, and each permission of the role there. */
const needed = (role: Role): readonly Permission[] => ["user.manage", ...roleMatrix[role]];

/** AC-9: nobody grants what they don't hold themselves, or where they don't hold it. */
export function mayGrant(giver: Viewer, role: Role, place: Place): boolean {
  if (!assignableRoles.includes(role)) return false;
  return needed(role).every((permission) => covers(scopeFor(giver, permission), place));
}

export interface GrantReach {
  readonly role: Role;
  /** Over the whole group, and so over each hospital. */
  readonly isGroup: boolean;
  readonly isGroupOnly: boolean;
  /** Where not over the group: the hospitals where the giver may give it. */
  readonly hospitalIds: readonly string[];
}

/** The same rule turned round, for a form: what the giver may choose from. */
export function grantReaches(giver: Viewer): GrantReach[] {
  const candidates = [...new Set(giver.grants.flatMap((grant) => (grant.hospitalId ? [grant.hospitalId] : [])))];
  return assignableRoles.flatMap((role): GrantReach[] => {
    const isGroupOnly = groupOnlyRoles.includes(role);
    if (mayGrant(giver, role, {})) return [{ role, isGroup: true, isGroupOnly, hospitalIds: [] }];
    const hospitalIds = isGroupOnly ? [] : candidates.filter((hospitalId) => mayGrant(giver, role, { hospitalId }));
    return hospitalIds.length > 0 ? [{ role, isGroup: false, isGroupOnly, hospitalIds }] : [];
  });
}
