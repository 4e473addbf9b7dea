import { registerEnumType } from "type-graphql";

/** PX-19: the columns of the board, in the order of how soon they burn. */
export enum PxActionBucket {
  OVERDUE = "OVERDUE",
  WITHIN_HOUR = "WITHIN_HOUR",
  WITHIN_FOUR_HOURS = "WITHIN_FOUR_HOURS",
  TODAY = "TODAY",
  LATER = "LATER",
  PAUSED = "PAUSED",
}
registerEnumType(PxActionBucket, {
  name: "PxActionBucket",
  description: "How much time an open PX action has left; each open action stands in exactly one.",
  valuesConfig: {
    OVERDUE: { description: "Past the deadline; also what was late before it was paused." },
    WITHIN_HOUR: { description: "Less than an hour." },
    WITHIN_FOUR_HOURS: { description: "At least one hour, less than four." },
    TODAY: { description: "At least four hours, still due today." },
    LATER: { description: "At least four hours, due after today." },
    PAUSED: { description: "The clock rests, or nothing is due." },
  },
});

export const buckets: readonly PxActionBucket[] = Object.values(PxActionBucket);

const hour = 3_600_000;
const day = 24 * hour;
export const defaultZone = "Asia/Riyadh";

/** PX-19: from (inclusive) and to (exclusive) of a column's deadlines; late in the day “today” has no room and is empty. */
export function bucketSpan(
  bucket: Exclude<PxActionBucket, PxActionBucket.PAUSED>,
  now: Date,
  timeZone = defaultZone,
): { readonly from: Date | null; readonly to: Date | null } {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const tomorrow = new Date(Math.max(startOfTomorrow(now, timeZone).getTime(), after(4 * hour).getTime()));
  switch (bucket) {
    case PxActionBucket.OVERDUE:
      return { from: null, to: now };
    case PxActionBucket.WITHIN_HOUR:
      return { from: now, to: after(hour) };
    case PxActionBucket.WITHIN_FOUR_HOURS:
      return { from: after(hour), to: after(4 * hour) };
    case PxActionBucket.TODAY:
      return { from: after(4 * hour), to: tomorrow };
    case PxActionBucket.LATER:
      return { from: tomorrow, to: null };
  }
}

export function bucketCondition(bucket: PxActionBucket, now: Date, timeZone?: string): object {
  if (bucket === PxActionBucket.PAUSED)
    return { closedAt: null, $or: [{ dueAt: null }, { pausedAt: { $ne: null }, dueAt: { $gte: now } }] };
  const { from, to } = bucketSpan(bucket, now, timeZone);
  const running = bucket === PxActionBucket.OVERDUE ? {} : { pausedAt: null };
  return { closedAt: null, ...running, dueAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } };
}

/** The first instant of the next day on the wall clock of the zone, also where the clocks change in between. */
function startOfTomorrow(now: Date, timeZone: string): Date {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const dayOf = (at: number) => format.format(at);
  const today = dayOf(now.getTime());
  let [low, high] = [now.getTime(), now.getTime() + day + 2 * hour];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle) === today) low = middle;
    else high = middle;
  }
  return new Date(high);
}
