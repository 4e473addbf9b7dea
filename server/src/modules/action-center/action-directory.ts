import type { EntityManager } from "@mikro-orm/postgresql";
import { loadDirectory as loadPeopleAndPlaces, type Directory } from "../accounts/index.ts";
import { sql } from "../core/index.ts";

/** Who could take actions of these hospitals, and how much each has open. */
export async function loadDirectory(em: EntityManager, hospitalIds: readonly string[]): Promise<Directory> {
  const { members, departments } = await loadPeopleAndPlaces(em, hospitalIds, "action.work");
  const userIds = [...new Set(members.map((member) => member.userId))];
  const counts = await sql<{ id: string; count: number }>(
    em,
    `select assignee_id as id, count(*)::int as count from px_action
      where closed_at is null and assignee_id = any($1) group by assignee_id`,
    [userIds],
  );
  return { members, departments, openCounts: new Map(counts.map(({ id, count }) => [id, count])) };
}
