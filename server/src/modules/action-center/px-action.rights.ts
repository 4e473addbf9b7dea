import { covers, type Permission, type RequestContext } from "../core/index.ts";
import type { PxAction } from "./px-action.entity.ts";

/** Which rights the caller has at the action's place. */
export function mayWith(context: RequestContext, action: PxAction): (permission: Permission) => boolean {
  const place = {
    hospitalId: action.hospital.id,
    departmentIds: action.department ? [action.department.id] : [],
    ownerId: action.assignee?.id ?? null,
  };
  return (permission) => context.may(permission) && covers(context.scope(permission), place);
}
