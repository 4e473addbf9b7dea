import type { CaseMissFragment } from "#generated/graphql.ts";
import { countdown } from "#lib/clock/countdown.ts";

export interface CaseTimes {
  receivedAt: string;
  dueAt?: string | null;
  pausedAt?: string | null;
  closedAt?: string | null;
  /** By how much it was resolved too late, 0 when it was in time; null when there was no deadline for it. */
  lateMs?: number | null;
}
export type CaseClockState =
  | "overdue"
  | "dueSoon"
  | "onTime"
  | "paused"
  | "none"
  | "closed"
  | "closedInTime"
  | "closedLate";

/** Milliseconds by which the case was resolved too late, 0 when in time; null without a deadline, and until then. A miss stays to be seen. */
export function lateMsOf(clocks: readonly CaseMissFragment[]): number | null {
  const clock = clocks.find(({ target }) => target === "RESOLVE");
  return clock?.metAt ? (clock.missMinutes ?? 0) * 60_000 : null;
}

/** What the deadline of a case looks like now. A standing clock is never “on time”; one that was late before it stood stays late. */
export function caseClock(times: CaseTimes, now: number): { state: CaseClockState; ms: number } {
  if (times.closedAt) {
    if (times.lateMs) return { state: "closedLate", ms: times.lateMs };
    return { state: times.lateMs === 0 ? "closedInTime" : "closed", ms: 0 };
  }
  const { state, leftMs } = countdown(times.dueAt ?? null, times.receivedAt, now, false);
  if (state === "overdue") return { state, ms: leftMs };
  if (times.pausedAt) return { state: "paused", ms: Math.max(now - Date.parse(times.pausedAt), 0) };
  if (state === "none") return { state: "none", ms: 0 };
  return { state: state === "dueSoon" ? "dueSoon" : "onTime", ms: leftMs };
}
