import type { CaseMissFragment } from "#generated/graphql.ts";
import { countdown } from "#lib/clock/countdown.ts";

export interface CaseTimes {
  receivedAt: string;
  dueAt?: string | null;
  pausedAt?: string | null;
  closedAt?: string | null;
  /** By how much the last deadline was missed; null when it was kept or is not known. */
  lateMs?: number | null;
}
export type CaseClockState = "overdue" | "dueSoon" | "onTime" | "paused" | "none" | "closed" | "closedLate";

/** Milliseconds by which the case was resolved too late; null when it was not, or is not resolved. A miss stays to be seen. */
export function lateMsOf(clocks: readonly CaseMissFragment[]): number | null {
  const minutes = clocks.find(({ target }) => target === "RESOLVE")?.missMinutes;
  return minutes ? minutes * 60_000 : null;
}

/** What the deadline of a case looks like now. A standing clock is never “on time”; one that was late before it stood stays late. */
export function caseClock(times: CaseTimes, now: number): { state: CaseClockState; ms: number } {
  if (times.closedAt) return times.lateMs ? { state: "closedLate", ms: times.lateMs } : { state: "closed", ms: 0 };
  const { state, leftMs } = countdown(times.dueAt ?? null, times.receivedAt, now, false);
  if (state === "overdue") return { state, ms: leftMs };
  if (times.pausedAt) return { state: "paused", ms: Math.max(now - Date.parse(times.pausedAt), 0) };
  if (state === "none") return { state: "none", ms: 0 };
  return { state: state === "dueSoon" ? "dueSoon" : "onTime", ms: leftMs };
}
