import { loader, unscoped, type RequestContext } from "../core/index.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";

/**
 * The roles of the users on a page in one query, with the names of their places: whoever sees a user sees what they are,
 * also elsewhere in the group.
 */
const load = loader<readonly RoleAssignment[]>(async (context, userIds) => {
  const rows = await unscoped(context).find(
    RoleAssignment,
    { user: { $in: [...userIds] } },
    { populate: ["hospital", "department"], orderBy: { role: "asc", createdAt: "asc" } },
  );
  return Map.groupBy(rows, (row) => row.user.id);
}, []);

export const rolesOf = (context: RequestContext, userId: string): Promise<readonly RoleAssignment[]> =>
  load(context, userId);
