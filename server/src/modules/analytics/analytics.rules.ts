/** AN-3: a mean with its uncertainty, from sums that roll-ups can add. */
export interface MeanWithInterval {
  readonly mean: number | null;
  readonly n: number;
  /** 95 % confidence interval of the mean, kept within 0–100; null below two answers. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

const z95 = 1.96;

export function meanWithInterval(n: number, sum: number, squareSum: number): MeanWithInterval {
  if (n === 0) return { mean: null, n, ciLow: null, ciHigh: null };
  const mean = sum / n;
  if (n < 2) return { mean, n, ciLow: null, ciHigh: null };
  // Sums of squares can come out a hair below zero by rounding.
  const variance = Math.max(0, (squareSum - n * mean * mean) / (n - 1));
  const half = z95 * Math.sqrt(variance / n);
  return { mean, n, ciLow: Math.max(0, mean - half), ciHigh: Math.min(100, mean + half) };
}

export type KpiState = "OK" | "WARNING" | "BAD" | "NEUTRAL";

export interface Target {
  readonly isHigherBetter: boolean;
  readonly warningAt?: number | null;
  readonly badAt?: number | null;
  readonly minimumN: number;
}

/** AN-4: judged by its target; without one, without a value or with too few answers it is neutral, never green. */
export function kpiState(value: number | null, n: number | null, target: Target | undefined): KpiState {
  if (value === null || !target || (n !== null && n < target.minimumN)) return "NEUTRAL";
  const isWorse = (limit: number) => (target.isHigherBetter ? value < limit : value > limit);
  if (target.badAt != null && isWorse(target.badAt)) return "BAD";
  if (target.warningAt != null && isWorse(target.warningAt)) return "WARNING";
  return target.warningAt == null && target.badAt == null ? "NEUTRAL" : "OK";
}

export interface Span {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** AN-5: “24 h” and “7 d” end with the running hour, so that a tile and the list behind it count the same hours. */
export function lastHours(now: Date, hours: number): Span {
  const to = new Date(Math.floor(now.getTime() / hourMs) * hourMs + hourMs);
  return { from: new Date(to.getTime() - hours * hourMs), to };
}

/** The same span one week earlier: the same hours of the same weekdays. */
export function weekBefore({ from, to }: Span): Span {
  return { from: new Date(from.getTime() - 7 * dayMs), to: new Date(to.getTime() - 7 * dayMs) };
}

/** Minutes by which a zone is ahead of UTC at a moment. */
function offsetMinutes(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const text = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** The moment at which a day (YYYY-MM-DD) begins in a zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const utc = new Date(`${day}T00:00:00Z`);
  const first = new Date(utc.getTime() - offsetMinutes(timeZone, utc) * 60_000);
  // Once more from there: on a day of changing clocks the first guess may be off by the change.
  return new Date(utc.getTime() - offsetMinutes(timeZone, first) * 60_000);
}

/** The day (YYYY-MM-DD) of a moment in a zone. */
export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** All days from the first to the last, both included; at most `limit`. */
export function daysBetween(first: string, last: string, limit = 400): string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < limit; day = addDays(day, 1)) days.push(day);
  return days;
}
