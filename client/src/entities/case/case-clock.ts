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

export interface LateTarget {
  target: CaseMissFragment["target"];
  /** Not met until now; else it was met too late. */
  isOpen: boolean;
}

/** The deadlines on the way that were missed: they stay to be seen beside the one for resolving. */
export function lateOnTheWay(clocks: readonly CaseMissFragment[]): LateTarget[] {
  return clocks
    .filter(({ target, face }) => target !== "RESOLVE" && (face === "MISSED" || face === "OVERDUE"))
    .map(({ target, face }) => ({ target, isOpen: face === "OVERDUE" }));
}

/** While it stands: when the next deadline would be due if work went on now. */
export function dueIfResumed(clocks: readonly CaseMissFragment[]): string | null {
  const times = clocks.flatMap(({ metAt, projectedAt }) => (metAt || !projectedAt ? [] : [projectedAt]));
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

/** What the deadline of a case looks like now. Resolved, it met its deadline or missed it, closed or not. A standing clock is never “on time”; one that was late before it stood stays late. */
export function caseClock(times: CaseTimes, now: number): { state: CaseClockState; ms: number } {
  if (times.lateMs != null) return { state: times.lateMs > 0 ? "closedLate" : "closedInTime", ms: times.lateMs };
  if (times.closedAt) return { state: "closed", ms: 0 };
  const { state, leftMs } = countdown(times.dueAt ?? null, times.receivedAt, now);
  if (state === "overdue") return { state, ms: leftMs };
  if (times.pausedAt) return { state: "paused", ms: Math.max(now - Date.parse(times.pausedAt), 0) };
  if (state === "none") return { state: "none", ms: 0 };
  return { state: state === "dueSoon" ? "dueSoon" : "onTime", ms: leftMs };
}
