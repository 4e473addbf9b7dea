import { capped, consumed, type CalendarHours, type Pause } from "./calendar.rules.ts";
import { dueAfter, type Duration } from "./duration.rules.ts";
import type { SlaFace } from "./sla.enums.ts";

export type Face = `${SlaFace}`;

export interface ClockTimes {
  readonly dueAt: Date | null;
  readonly metAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** SLA-6: computed from times, not from whether a job looked. Exactly at the due time is in time. */
export const isBreached = ({ dueAt, metAt, cancelledAt }: ClockTimes, now: Date): boolean =>
  dueAt !== null && (metAt ?? cancelledAt ?? now) > dueAt;

/** SLA-6: whole minutes late, at least one when late at all; frozen where the target was met. */
export function missMinutes(dueAt: Date | null, metAt: Date): number {
  if (!dueAt || metAt <= dueAt) return 0;
  return Math.max(1, Math.floor((metAt.getTime() - dueAt.getTime()) / 60_000));
}

/** SLA-5: what a chip shows. A paused clock is paused, unless it was late before: then it stays overdue. */
export function faceOf(clock: ClockTimes, isPaused: boolean, now: Date): Face {
  if (clock.cancelledAt) return "CANCELLED";
  if (clock.metAt) return isBreached(clock, clock.metAt) ? "MISSED" : "MET";
  if (isBreached(clock, now)) return "OVERDUE";
  if (isPaused) return "PAUSED";
  return clock.dueAt ? "RUNNING" : "NO_TARGET";
}

export interface ClockDates {
  /** Null while a pause lasts that began before it, and where the calendar has no such time. */
  readonly dueAt: Date | null;
  /** When it would be due if work went on at `now`; equal to `dueAt` unless paused. */
  readonly projectedAt: Date | null;
  readonly remindAt: Date | null;
  /** Working milliseconds used until `now`. */
  readonly usedMs: number;
}

export interface ReminderRule {
  /** Working minutes before the due time, or a percentage of the target that is used up; null for none. */
  readonly beforeMinutes: number | null;
  readonly atPercent: number | null;
}

export interface ClockPlan {
  readonly start: Date;
  readonly target: Duration;
  readonly reminder: ReminderRule;
  readonly capMinutes: number | null;
}

/** SLA-4, SLA-5: every date of a clock from its plan; computing twice with the same facts gives the same. */
export function planClock(calendar: CalendarHours, plan: ClockPlan, pauses: readonly Pause[], now: Date): ClockDates {
  const counted = capped(calendar, pauses, plan.capMinutes);
  const closed = counted.map(({ from, to }) => ({ from, to: to ?? (now > from ? now : from) }));
  const dueAt = dueAfter(calendar, plan.start, plan.target, counted);
  return {
    dueAt,
    projectedAt: dueAt ?? dueAfter(calendar, plan.start, plan.target, closed),
    remindAt: dueAt && remindAt(calendar, plan, dueAt, counted),
    usedMs: consumed(calendar, plan.start, now, counted),
  };
}

function remindAt(calendar: CalendarHours, plan: ClockPlan, dueAt: Date, pauses: readonly Pause[]): Date | null {
  const total = consumed(calendar, plan.start, dueAt, pauses);
  const { beforeMinutes, atPercent } = plan.reminder;
  const wanted = [
    beforeMinutes === null ? null : total - beforeMinutes * 60_000,
    atPercent === null ? null : (total * atPercent) / 100,
  ].filter((ms): ms is number => ms !== null && ms > 0);
  if (wanted.length === 0) return null;
  const duration = { amount: Math.min(...wanted) / 60_000, unit: "MINUTES" } as const;
  return dueAfter(calendar, plan.start, duration, pauses);
}

/** The case's due time: the earliest that is not met yet. */
export function earliestDue(clocks: readonly ClockTimes[]): Date | null {
  const open = clocks.flatMap(({ dueAt, metAt, cancelledAt }) => (dueAt && !metAt && !cancelledAt ? [dueAt] : []));
  return open.length === 0 ? null : new Date(Math.min(...open.map((at) => at.getTime())));
}
