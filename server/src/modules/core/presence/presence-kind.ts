import type { EntityClass, FilterQuery } from "@mikro-orm/core";
import type { RequestContext } from "../context/request-context.ts";
import type { Permission } from "../policy/permissions.ts";

/** A kind of thing at whose page people see each other. The module that owns it says who may see one. */
export interface PresenceKind {
  /** As in the audit trail: Complaint. */
  readonly type: string;
  isVisible(context: RequestContext, id: string): Promise<boolean>;
}

/** Whoever may read the row with this right sees who else is at it. */
export function presenceAt<Row extends { readonly id: string }>(
  type: string,
  entity: EntityClass<Row>,
  permission: Permission,
): PresenceKind {
  return {
    type,
    async isVisible(context, id) {
      if (!context.may(permission)) return false;
      return (await context.reader(permission).count(entity, { id } as FilterQuery<Row>)) > 0;
    },
  };
}
