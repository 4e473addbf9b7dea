import type { Language } from "../text/bilingual.ts";
import type { Permission } from "./permissions.ts";

/** One role assignment, resolved: what it allows and over which rows. */
export interface Grant {
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
  /** SELF: only rows that name the viewer's own physician record (F1.5, physicians). */
  readonly level: "GROUP" | "HOSPITAL" | "DEPARTMENT" | "SELF";
  readonly hospitalId?: string;
  /** For DEPARTMENT: the department and everything below it. */
  readonly departmentIds?: readonly string[];
}

/** Who is calling. Made anew for each request, so that a changed role counts at once. */
export interface Viewer {
  readonly userId: string;
  readonly kind: "PERSON" | "SERVICE";
  readonly username: string;
  readonly language: Language;
  readonly grants: readonly Grant[];
  readonly physicianId?: string;
  /** The log-in this token belongs to; absent for API keys. */
  readonly sessionId?: string;
  /** End of the access token: a socket is closed then. */
  readonly expiresAt?: Date;
  /** Set for service accounts and API keys: the only source system they may speak for. */
  readonly sourceSystem?: string;
  /** Somebody else looks through this user's eyes (AC-15): nothing may be changed, and the trail names both. */
  readonly viewedBy?: {
    readonly userId: string;
    readonly username: string;
    readonly viewAsId: string;
    /** The administrator's log-in, with which the view ends. */
    readonly sessionId: string;
  };
}

export function may(viewer: Viewer | null, permission: Permission): boolean {
  return viewer?.grants.some((grant) => grant.permissions.has(permission)) ?? false;
}

export function permissionsOf(viewer: Viewer): Permission[] {
  return [...new Set(viewer.grants.flatMap((grant) => [...grant.permissions]))].sort();
}

/** Who the viewer is and what they may do where, as one text: two that are equal need no second look. */
export function rightsOf({ userId, grants, physicianId, sourceSystem }: Viewer): string {
  const lines = grants.map(({ role, permissions, level, hospitalId, departmentIds }) =>
    JSON.stringify([role, [...permissions].sort(), level, hospitalId, [...(departmentIds ?? [])].sort()]),
  );
  return JSON.stringify([userId, physicianId, sourceSystem, lines.sort()]);
}
