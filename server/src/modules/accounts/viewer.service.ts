import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, type Grant, type Language, type Viewer } from "../core/index.ts";
import { roleMatrix, selfRoles, type Role } from "./role-matrix.ts";

interface ViewerRow {
  readonly id: string;
  readonly kind: "PERSON" | "SERVICE";
  readonly email: string;
  readonly language: Language;
  readonly physicianId: string | null;
  readonly sourceSystem: string | null;
  readonly grants: readonly {
    role: Role;
    scopeType: "GROUP" | "HOSPITAL" | "DEPARTMENT";
    hospitalId: string | null;
    departmentIds: string[] | null;
  }[];
}

/** One round trip: the user, the log-in it came with, its roles, and the departments below each. */
const viewerSql = `
  select u.id, u.kind, u.email, u.language, u.physician_id as "physicianId", u.source_system as "sourceSystem",
         coalesce((
           select json_agg(json_build_object(
                    'role', r.role, 'scopeType', r.scope_type, 'hospitalId', r.hospital_id,
                    'departmentIds', case when r.department_id is not null then (
                      with recursive below as (
                        select r.department_id as id
                        union
                        select d.id from department d join below b on d.parent_id = b.id
                      ) select json_agg(id) from below) end))
             from role_assignment r where r.user_id = u.id), '[]'::json) as grants
    from app_user u
   where u.id = $1 and u.is_active
     and ($2::uuid is null or exists (
           select 1 from refresh_session s
            where s.id = $2 and s.user_id = u.id and s.revoked_at is null and s.expires_at > $3))`;

/**
 * Who the caller is at this moment (AC-4: a changed role, a deactivated user or an ended log-in counts at once, so
 * nothing of it is kept in the token). Null when there is no such active user or the log-in has ended.
 */
export async function loadViewer(
  em: EntityManager,
  userId: string,
  now: Date,
  session?: { readonly id: string; readonly expiresAt: Date },
): Promise<Viewer | null> {
  const [row] = await sql<ViewerRow>(em, viewerSql, [userId, session?.id ?? null, now]);
  if (!row) return null;
  return {
    userId: row.id,
    kind: row.kind,
    username: row.email,
    language: row.language,
    physicianId: row.physicianId ?? undefined,
    sourceSystem: row.sourceSystem ?? undefined,
    sessionId: session?.id,
    expiresAt: session?.expiresAt,
    grants: row.grants.map((grant): Grant => ({
      role: grant.role,
      permissions: new Set(roleMatrix[grant.role]),
      level: selfRoles.includes(grant.role) ? "SELF" : grant.scopeType,
      hospitalId: grant.hospitalId ?? undefined,
      departmentIds: grant.departmentIds ?? undefined,
    })),
  };
}
