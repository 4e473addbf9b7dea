import type { IntakeCode } from "./intake.messages.ts";

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const toleranceMs = 5 * 60_000;
const earliest = Date.UTC(1900, 0, 1);

export type OccurredAt = { readonly at: Date } | { readonly problem: IntakeCode };

/** IN-4: RFC 3339 with an offset, a day that exists, at most 5 minutes ahead of us. Kept to the millisecond. */
export function readOccurredAt(value: unknown, now: Date): OccurredAt {
  if (typeof value !== "string") return { problem: "WRONG_TYPE" };
  const parts = value.length <= 64 ? rfc3339.exec(value.trim()) : null;
  if (!parts) return { problem: "BAD_TIME" };
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millisecond = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const [offsetHour, offsetMinute] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  // Second 60 is a leap second; Date.UTC counts it as the next minute's first.
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return { problem: "BAD_TIME" };
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return { problem: "BAD_TIME" };
  const offset = (parts[8] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offset;
  if (year < 1900 || at < earliest) return { problem: "BAD_TIME" };
  return at > now.getTime() + toleranceMs ? { problem: "IN_FUTURE" } : { at: new Date(at) };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
