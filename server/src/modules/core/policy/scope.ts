import type { Permission } from "./permissions.ts";
import { may, type Viewer } from "./viewer.ts";

/**
 * P2: the rows one permission reaches. Built per permission, because a user may be hospital admin in one hospital and
 * analyst in another: the right to change does not travel with the right to see.
 */
export interface Scope {
  readonly all: boolean;
  /** Hospitals that are wholly visible. */
  readonly hospitalIds: readonly string[];
  /** Departments (with all below them) that are visible. */
  readonly departmentIds: readonly string[];
  /** Rows of this physician are visible. */
  readonly physicianIds: readonly string[];
  /** Every hospital the viewer belongs to in any way: reference data (names, templates) of these may be shown. */
  readonly homeHospitalIds: readonly string[];
  /** Rows that belong to this user personally (assigned to them) are visible. */
  readonly userId: string | null;
}

/** For audited system work only: workers, the seed, the public form. */
export const systemScope: Scope = {
  all: true,
  hospitalIds: [],
  departmentIds: [],
  physicianIds: [],
  homeHospitalIds: [],
  userId: null,
};

export function scopeFor(viewer: Viewer, permission: Permission): Scope {
  const grants = viewer.grants.filter((grant) => grant.permissions.has(permission));
  const hospitalOf = (grant: (typeof grants)[number]) => (grant.hospitalId ? [grant.hospitalId] : []);
  return {
    all: grants.some((grant) => grant.level === "GROUP"),
    hospitalIds: grants.filter((grant) => grant.level === "HOSPITAL").flatMap(hospitalOf),
    departmentIds: grants.filter((grant) => grant.level === "DEPARTMENT").flatMap((grant) => grant.departmentIds ?? []),
    physicianIds: grants.some((grant) => grant.level === "SELF") && viewer.physicianId ? [viewer.physicianId] : [],
    homeHospitalIds: [...new Set(grants.flatMap(hospitalOf))],
    userId: viewer.userId,
  };
}

/** Where a row belongs. Absent hospital: a row of the group. */
export interface Place {
  readonly hospitalId?: string | null;
  readonly departmentIds?: readonly string[];
  readonly physicianIds?: readonly string[];
  readonly ownerId?: string | null;
  /** The same for rows that may be several people's own. */
  readonly ownerIds?: readonly string[];
}

/** The same rule as the database filter, for things that are not being read from it: live messages, abilities, creates. */
export function covers(scope: Scope, place: Place): boolean {
  if (scope.all) return true;
  if (place.hospitalId && scope.hospitalIds.includes(place.hospitalId)) return true;
  if (place.departmentIds?.some((id) => scope.departmentIds.includes(id))) return true;
  if (place.physicianIds?.some((id) => scope.physicianIds.includes(id))) return true;
  if (scope.userId && place.ownerIds?.includes(scope.userId)) return true;
  return place.ownerId != null && place.ownerId === scope.userId;
}

/** Whether a right reaches this place: the right to see does not bring the right to act along. */
export function reaches({ viewer }: { readonly viewer: Viewer | null }, permission: Permission, place: Place): boolean {
  return viewer !== null && may(viewer, permission) && covers(scopeFor(viewer, permission), place);
}
