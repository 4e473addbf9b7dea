import type { DepartmentTreeQuery } from "#generated/graphql.ts";

export type TreeDepartment = DepartmentTreeQuery["departmentTree"][number];
export interface TreeRow {
  department: TreeDepartment;
  /** 1 at the top. */
  level: number;
  childCount: number;
  position: number;
  siblings: number;
}

function childrenOf(departments: readonly TreeDepartment[]): Map<string | null, TreeDepartment[]> {
  const known = new Set(departments.map(({ id }) => id));
  const children = new Map<string | null, TreeDepartment[]>();
  for (const department of departments) {
    const parent = department.parentId && known.has(department.parentId) ? department.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), department]);
  }
  return children;
}

/** The rows as they stand on the screen: what lies in closed branches is left out. */
export function visibleRows(departments: readonly TreeDepartment[], isOpen: (id: string) => boolean): TreeRow[] {
  const children = childrenOf(departments);
  const walk = (parent: string | null, level: number): TreeRow[] => {
    const siblings = children.get(parent) ?? [];
    return siblings.flatMap((department, index) => {
      const childCount = children.get(department.id)?.length ?? 0;
      const row = { department, level, childCount, position: index + 1, siblings: siblings.length };
      return childCount > 0 && isOpen(department.id) ? [row, ...walk(department.id, level + 1)] : [row];
    });
  };
  return walk(null, 1);
}

/** The department and all below it: where it can't be moved to. */
export function branchOf(departments: readonly TreeDepartment[], id: string): Set<string> {
  const children = childrenOf(departments);
  const found = new Set<string>();
  const walk = (at: string): void => {
    if (found.has(at)) return;
    found.add(at);
    for (const child of children.get(at) ?? []) walk(child.id);
  };
  walk(id);
  return found;
}
