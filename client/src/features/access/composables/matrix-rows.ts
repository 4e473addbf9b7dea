import type { AccessRoleMatrixQuery } from "#generated/graphql.ts";

export type RoleColumn = AccessRoleMatrixQuery["roleMatrix"][number];
type PermissionRow = RoleColumn["permissions"][number];

export interface MatrixGroup {
  readonly area: PermissionRow["area"];
  readonly rows: readonly PermissionRow[];
}

/** The columns turned into rows by part of the product, narrowed to what was typed, in either language. */
export function matrixRows(roles: readonly RoleColumn[], search: string): MatrixGroup[] {
  const wanted = search.trim().toLocaleLowerCase();
  const rows = new Map<string, PermissionRow>();
  for (const { permissions } of roles) for (const each of permissions) rows.set(each.name, each);
  const matches = ({ name, description, descriptionAr, area }: PermissionRow) =>
    [name, description, descriptionAr, area.nameAr, area.nameEn].some((text) =>
      text.toLocaleLowerCase().includes(wanted),
    );
  const groups = new Map<string, { area: PermissionRow["area"]; rows: PermissionRow[] }>();
  for (const row of rows.values()) {
    if (!matches(row)) continue;
    const group = groups.get(row.area.key) ?? { area: row.area, rows: [] };
    group.rows.push(row);
    groups.set(row.area.key, group);
  }
  return [...groups.values()];
}
