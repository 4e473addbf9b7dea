import { ancestors, type TreeNode } from "../organizations/index.ts";
import type { ScopeType } from "./role-assignment.entity.ts";
import { Role, selfRoles } from "./role-matrix.ts";

/** One role of one active person. */
export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly scopeType: ScopeType | `${ScopeType}`;
  readonly hospitalId: string | null;
  readonly departmentId: string | null;
  /** Holds the right to do the work that the directory was loaded for. */
  readonly isWorker: boolean;
}

export interface DepartmentNode extends TreeNode {
  readonly hospitalId: string;
  /** The manager's user, when there is one and both are active. */
  readonly managerUserId: string | null;
}

/** Who could take a case: all that routing and escalation need to know, loaded once for a batch. */
export interface Directory {
  readonly members: readonly Member[];
  readonly departments: readonly DepartmentNode[];
  /** Open cases per user, for who has to choose the one with the fewest; missing means none. */
  readonly openCounts: Map<string, number>;
}

export interface WorkPlace {
  readonly hospitalId: string;
  readonly departmentId: string | null;
}

/** The department and all above it, nearest first. */
export function departmentPath(directory: Directory, departmentId: string | null): string[] {
  return departmentId ? ancestors(directory.departments, departmentId) : [];
}

/** Somebody's roles over this place: over the group, the hospital, the department or one above it. */
function rolesAt(directory: Directory, userId: string, place: WorkPlace): Member[] {
  const path = departmentPath(directory, place.departmentId);
  return directory.members.filter(
    (member) =>
      member.userId === userId &&
      (member.scopeType === "GROUP" ||
        (member.scopeType === "HOSPITAL" && member.hospitalId === place.hospitalId) ||
        (member.scopeType === "DEPARTMENT" && member.departmentId !== null && path.includes(member.departmentId))),
  );
}

/** Whether somebody may do the work at this place. */
export const mayWorkAt = (directory: Directory, userId: string, place: WorkPlace): boolean =>
  rolesAt(directory, userId, place).some(({ isWorker }) => isWorker);

/** Whether somebody sees the cases of this place, also those that are not their own. */
export const maySeeAt = (directory: Directory, userId: string, place: WorkPlace): boolean =>
  rolesAt(directory, userId, place).some(({ role }) => !selfRoles.includes(role));

/** The managers of the department and of those above, nearest first; in each the named manager before other holders of the role. */
export function managersOf(directory: Directory, place: WorkPlace): string[][] {
  return departmentPath(directory, place.departmentId).flatMap((id) => {
    const named = directory.departments.find((department) => department.id === id)?.managerUserId;
    const holders = directory.members
      .filter((member) => member.role === Role.DEPARTMENT_MANAGER && member.departmentId === id)
      .map((member) => member.userId);
    return [named && mayWorkAt(directory, named, place) ? [named] : [], holders];
  });
}

/** Holders of a role in the hospital, then those over the group. */
export function holdersOf(directory: Directory, role: Role, place: WorkPlace): string[][] {
  const holders = directory.members.filter((member) => member.role === role);
  const idsOf = (members: readonly Member[]) => members.map((member) => member.userId);
  return [
    idsOf(holders.filter((member) => member.scopeType === "HOSPITAL" && member.hospitalId === place.hospitalId)),
    idsOf(holders.filter((member) => member.scopeType === "GROUP")),
  ];
}

/** Of the first group in which anybody is left, the one with the fewest open cases; the id settles a draw. */
export function choose(
  directory: Directory,
  groups: readonly (readonly string[])[],
  except: readonly string[] = [],
): string | null {
  const openCount = (id: string) => directory.openCounts.get(id) ?? 0;
  for (const group of groups) {
    const [best] = [...new Set(group)]
      .filter((id) => !except.includes(id))
      .sort((a, b) => openCount(a) - openCount(b) || (a < b ? -1 : 1));
    if (best) return best;
  }
  return null;
}
