import type { EntityName } from "@mikro-orm/postgresql";
import { covers, failure, findVisible, forbidden, type Bilingual, type Tx } from "../core/index.ts";
import { whatRefersTo } from "./references.service.ts";

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
  const hospitalId = (row as { hospital?: { id: string } }).hospital?.id ?? (name === "Hospital" ? id : null);
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  const table = tx.em.getMetadata().get(entity as never).tableName;
  const referring = await whatRefersTo(tx, table, id);
  if (referring.length > 0) throw inUse(referring);
  try {
    await tx.em.remove(row).flush();
  } catch (error) {
    // Something came to refer to it in this very moment.
    if (!stillReferred.includes(String((error as { code?: unknown }).code))) throw error;
    throw inUse([{ en: "other records", ar: "سجلات أخرى" }]);
  }
  tx.audit({
    action: `${name.charAt(0).toLowerCase()}${name.slice(1)}.deleted`,
    targetType: name,
    targetId: id,
    hospitalId,
  });
  return id;
}

function inUse(referring: readonly Bilingual[]) {
  const list = (language: "en" | "ar") =>
    new Intl.ListFormat(language, { type: "conjunction" }).format(referring.map((words) => words[language]));
  return failure(
    "IN_USE",
    `Still referred to by: ${list("en")}. Make it inactive instead of removing it.`,
    `ما زالت سجلات مرتبطة به: ${list("ar")}. يمكنك إيقاف تفعيله بدلًا من حذفه.`,
    ["id"],
  );
}
