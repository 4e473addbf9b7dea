import type { EntityName } from "@mikro-orm/postgresql";
import { failure, findVisible, type Tx } from "../core/index.ts";

/** restrict_violation and foreign_key_violation of PostgreSQL. */
const stillReferred = ["23001", "23503"];

/**
 * OR-7: what nothing hangs on may go; anything with a history is made inactive instead. The database's foreign keys
 * decide, so that a module added later is respected without being asked.
 */
export async function deleteOrganization<Entity extends { id: string }>(
  tx: Tx,
  entity: EntityName<Entity>,
  id: string,
): Promise<string> {
  const row = await findVisible(tx.em, entity, id);
  const name = row.constructor.name;
  try {
    await tx.em.remove(row).flush();
  } catch (error) {
    if (!stillReferred.includes(String((error as { code?: unknown }).code))) throw error;
    throw failure(
      "IN_USE",
      "Other records refer to this. Make it inactive instead of removing it.",
      "توجد سجلات مرتبطة بهذا العنصر. يمكنك إيقاف تفعيله بدلًا من حذفه.",
      ["id"],
    );
  }
  const hospital = (row as { hospital?: { id: string } }).hospital?.id;
  tx.audit({
    action: `${name.charAt(0).toLowerCase()}${name.slice(1)}.deleted`,
    targetType: name,
    targetId: id,
    hospitalId: hospital ?? (name === "Hospital" ? id : null),
  });
  return id;
}
