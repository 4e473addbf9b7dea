import { sql, type Tx } from "../core/index.ts";
import { loadAbsences } from "../sla/index.ts";
import type { Availability } from "./assignment.rules.ts";

/** PX-22: as it stands now; a limit counts at once. */
export async function loadAvailability(tx: Pick<Tx, "em" | "now">): Promise<Availability> {
  const limits = await sql<{ userId: string; most: number }>(
    tx.em,
    `select user_id as "userId", most_open as most from action_capacity`,
  );
  return {
    absences: await loadAbsences(tx.em, tx.now),
    limits: new Map(limits.map(({ userId, most }) => [userId, most])),
  };
}
