import type { EntityManager } from "@mikro-orm/postgresql";
import { Role, roleMatrix } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { DepartmentNode, Directory, Member } from "./people.rules.ts";

/** Roles that may work on actions (F2.1); executives only hear of escalations. */
const workerRoles = Object.values(Role).filter((role) => roleMatrix[role].includes("action.work"));
const knownRoles = [...workerRoles, Role.EXECUTIVE];

/**
 * Who could take actions of these hospitals: people with their roles, the department tree with its managers, and how
 * much each has open. Three queries whatever the number of actions. System work: it looks past the caller's scope.
 */
export async function loadDirectory(em: EntityManager, hospitalIds: readonly string[]): Promise<Directory> {
  const members = await sql<Member>(
    em,
    `select r.user_id as "userId", r.role, r.scope_type as "scopeType", coalesce(r.hospital_id, d.hospital_id) as "hospitalId",
            r.department_id as "departmentId", r.role = any($3) as "isWorker"
       from role_assignment r
       join app_user u on u.id = r.user_id and u.is_active and u.kind = 'PERSON'
       left join department d on d.id = r.department_id
      where r.role = any($2) and (r.scope_type = 'GROUP' or coalesce(r.hospital_id, d.hospital_id) = any($1))`,
    [hospitalIds, knownRoles, workerRoles],
  );
  const departments = await sql<DepartmentNode>(
    em,
    `select d.id, d.hospital_id as "hospitalId", d.parent_id as "parentId",
            (select u.id from app_user u where u.employee_id = e.id and u.is_active and u.kind = 'PERSON' order by u.id limit 1) as "managerUserId"
       from department d left join employee e on e.id = d.manager_id and e.is_active
      where d.hospital_id = any($1)`,
    [hospitalIds],
  );
  const userIds = [...new Set(members.map((member) => member.userId))];
  const counts = await sql<{ id: string; count: number }>(
    em,
    `select assignee_id as id, count(*)::int as count from px_action
      where closed_at is null and assignee_id = any($1) group by assignee_id`,
    [userIds],
  );
  return { members, departments, openCounts: new Map(counts.map(({ id, count }) => [id, count])) };
}
