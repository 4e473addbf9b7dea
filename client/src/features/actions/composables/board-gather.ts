import type { PxActionBucket } from "#generated/graphql.ts";
import type { ActionCard } from "./action-steps.ts";

const HOUR = 3_600_000;
/** Below this much time left a card stands in the column no longer. */
const LEAST_LEFT: Record<PxActionBucket, number> = {
  OVERDUE: Number.NEGATIVE_INFINITY,
  WITHIN_HOUR: 0,
  WITHIN_FOUR_HOURS: HOUR,
  TODAY: 4 * HOUR,
  LATER: 4 * HOUR,
  PAUSED: Number.NEGATIVE_INFINITY,
};

type Placed = Pick<ActionCard, "dueAt" | "pausedAt" | "status">;

/** The card belongs elsewhere by now: it is marked where it stands and moves when the board is sorted anew. */
export function hasMoved({ status, dueAt, pausedAt }: Placed, bucket: PxActionBucket, now: number): boolean {
  if (status === "CLOSED" || status === "CANCELLED") return true;
  const left = dueAt ? Date.parse(dueAt) - now : null;
  // What was late before it was paused stays late.
  if (left !== null && left < 0) return bucket !== "OVERDUE";
  const isStill = Boolean(pausedAt) || left === null;
  if (isStill) return bucket !== "PAUSED";
  return bucket === "OVERDUE" || bucket === "PAUSED" || left < LEAST_LEFT[bucket];
}
