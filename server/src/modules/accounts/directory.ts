import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, type Permission } from "../core/index.ts";
import type { DepartmentNode, Directory, Member } from "./directory.rules.ts";
import { Role, roleMatrix } from "./role-matrix.ts";

/**
 * Who could take cases of these hospitals: people with their roles (executives only hear of escalations) and the
 * department tree with its managers. `permission` is the right that the work needs. Two queries whatever the number of
 * cases. System work: it looks past the caller's scope.
 */
export async function loadDirectory(
  em: EntityManager,
  hospitalIds: readonly string[],
  permission: Permission,
): Promise<Directory> {
  const workerRoles = Object.values(Role).filter((role) => roleMatrix[role].includes(permission));
  const members = await sql<Member>(
    em,
    `select r.user_id as "userId", r.role, r.scope_type as "scopeType", coalesce(r.hospital_id, d.hospital_id) as "hospitalId",
            r.department_id as "departmentId", r.role = any($3) as "isWorker"
       from role_assignment r
       join app_user u on u.id = r.user_id and u.is_active and u.kind = 'PERSON'
       left join department d on d.id = r.department_id
      where r.role = any($2) and (r.scope_type = 'GROUP' or coalesce(r.hospital_id, d.hospital_id) = any($1))`,
    [hospitalIds, [...workerRoles, Role.EXECUTIVE], workerRoles],
  );
  const departments = await sql<DepartmentNode>(
    em,
    `select d.id, d.hospital_id as "hospitalId", d.parent_id as "parentId",
            (select u.id from app_user u where u.employee_id = e.id and u.is_active and u.kind = 'PERSON' order by u.id limit 1) as "managerUserId"
       from department d left join employee e on e.id = d.manager_id and e.is_active
      where d.hospital_id = any($1)`,
    [hospitalIds],
  );
  return { members, departments, openCounts: new Map() };
}
