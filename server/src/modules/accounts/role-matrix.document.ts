import { allPermissions, permissions } from "../core/index.ts";
import { areaOf, permissionAreas, type PermissionArea } from "./permission-texts.ts";
import { groupOnlyRoles, Role, roleMatrix, selfRoles } from "./role-matrix.ts";
import { roleTexts } from "./role-texts.ts";

const head = `# Who may do what

Written from the table in the code (\`accounts/role-matrix.ts\`) by \`npm run drift -- --write\`; a test fails when the two differ.
The console shows the same table under Access → Roles.

A role is given with a reach: the group, one hospital, or one department and all below it. A permission counts within that reach only.
`;

/** `docs/access.md`: the matrix as people read it. */
export function matrixDocument(): string {
  const roles = Object.values(Role);
  const roleRows = roles.map((role) => {
    const { name, description } = roleTexts[role];
    const reach = groupOnlyRoles.includes(role)
      ? "the group only"
      : selfRoles.includes(role)
        ? "what names them"
        : "group, hospital or department";
    return `| ${name.en} | ${name.ar} | \`${role}\` | ${description.en} | ${reach} |`;
  });
  const areas = (Object.keys(permissionAreas) as PermissionArea[]).flatMap((area) => {
    const rows = allPermissions.filter((permission) => areaOf(permission) === area);
    if (rows.length === 0) return [];
    const table = rows.map((permission) => {
      const cells = roles.map((role) => (roleMatrix[role].includes(permission) ? "●" : ""));
      return `| ${permissions[permission]} | \`${permission}\` | ${cells.join(" | ")} |`;
    });
    return [
      `### ${permissionAreas[area].en}`,
      "",
      `| Permission | Name | ${roles.map((role) => roleTexts[role].name.en).join(" | ")} |`,
      `| --- | --- | ${roles.map(() => ":-:").join(" | ")} |`,
      ...table,
      "",
    ];
  });
  return [
    head,
    "## Roles",
    "",
    "| Role | Arabic | Name | What it is for | Reach |",
    "| --- | --- | --- | --- | --- |",
    ...roleRows,
    "",
    "## Permissions",
    "",
    ...areas,
  ].join("\n");
}
