import type { EntityManager, EntityName, FilterQuery } from "@mikro-orm/postgresql";
import { conflict, notFound } from "../errors/failure.ts";

/** The row, or NOT_FOUND: also for one outside the scope of the entity manager. */
export async function findVisible<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityName<Entity>,
  id: string,
): Promise<Entity> {
  const row = await em.findOne(entity, { id } as FilterQuery<Entity>);
  if (!row) throw notFound();
  return row as Entity;
}

/** Refuses with CONFLICT when the caller edited an older version than the one that stands. */
export function assertVersion(row: { id?: string; version: number }, expected: number | null | undefined): void {
  if (expected != null && expected !== row.version) throw conflict(row);
}

/** Sets the given fields; undefined means “not given”, null empties. Returns what changed, for the audit trail. */
export function applyChanges<Entity extends object>(
  row: Entity,
  changes: Partial<Entity>,
): { before: object; after: object } {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    const field = key as keyof Entity;
    if (value === undefined || row[field] === value) continue;
    before[key] = row[field];
    after[key] = value;
    row[field] = value as Entity[keyof Entity];
  }
  return { before, after };
}
