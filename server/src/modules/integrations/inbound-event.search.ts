import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, startingWith } from "../core/index.ts";

/** Up to this many found events are named to the list by their keys. */
export const mostNamed = 500;

const columns = ["encounter_id", "patient_identifier", "external_id"] as const;

/** The order is that of the column's index, so that no other plan could be cheaper; reads `mostNamed` + 1 rows of each at most. */
export const searchProbe = columns
  .map(
    (column) =>
      `(select id, received_at as "receivedAt" from inbound_event where ${column} like $1 order by ${column} using ~<~ limit ${mostNamed + 1})`,
  )
  .join(" union all ");

/**
 * IN-15: encounter, patient number or the sender's id begins with this. From samples of a column the planner can't tell a prefix that ten
 * rows have from one that two thousand have, and then walks the newest rows in search of the ten. So what is rare is found first
 * and named by its keys; what is frequent is met soon on that walk. Keys only narrow: the list's own scope decides what is shown.
 */
export async function searchCondition(em: EntityManager, search: string | null | undefined): Promise<object> {
  const wanted = search?.trim();
  if (!wanted) return {};
  const prefix = startingWith(wanted);
  const found = await sql<{ id: string; receivedAt: string }>(em, searchProbe, [prefix.$like]);
  if (found.length > mostNamed) {
    return { $or: [{ encounterId: prefix }, { patientIdentifier: prefix }, { externalId: prefix }] };
  }
  return {
    id: { $in: [...new Set(found.map(({ id }) => id))] },
    $and: [{ receivedAt: { $in: [...new Set(found.map(({ receivedAt }) => receivedAt))] } }],
  };
}
