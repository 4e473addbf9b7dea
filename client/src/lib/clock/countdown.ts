export type CountdownState = "onTime" | "dueSoon" | "overdue" | "none";

export interface Countdown {
  state: CountdownState;
  /** Negative when overdue. */
  leftMs: number;
}
export interface DurationPart {
  unit: "day" | "hour" | "minute";
  count: number;
}
/** The last quarter of the time, and always the last hour, is “due soon”. */
const SOON_SHARE = 0.25;
const HOUR = 3_600_000;

/** Whole units to show, largest first, at most two: 2 d 4 h, 4 h 10 min, 10 min. */
export function splitDuration(milliseconds: number): readonly DurationPart[] {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const all = [
    { unit: "day", count: Math.floor(minutes / 1440) },
    { unit: "hour", count: Math.floor((minutes % 1440) / 60) },
    { unit: "minute", count: minutes % 60 },
  ] as const;
  const first = all.findIndex((part) => part.count > 0);
  if (first === -1) return [{ unit: "minute", count: 0 }];
  return all.slice(first, first + 2).filter((part, index) => index === 0 || part.count > 0);
}

/** SLA display: `dueAt` comes from the server (rule and calendar applied there), here it is only compared with the clock. */
export function countdown(dueAt: string | null, startedAt: string, now: number): Countdown {
  if (dueAt === null) return { state: "none", leftMs: 0 };
  const due = Date.parse(dueAt);
  const left = due - now;
  if (left < 0) return { state: "overdue", leftMs: left };
  const whole = Math.max(due - Date.parse(startedAt), 1);
  const isSoon = left <= HOUR || left / whole <= SOON_SHARE;
  return { state: isSoon ? "dueSoon" : "onTime", leftMs: left };
}
