/** Local time of a zone as milliseconds of a clock without zones: `Date.UTC` of what the wall clock shows. */
const formats = new Map<string, Intl.DateTimeFormat>();
export const dayMs = 86_400_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** What the zone's wall clock shows at an instant. */
export function toLocal(at: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const whole = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return whole + (((at % 1_000) + 1_000) % 1_000);
}

const offsetAt = (at: number, timeZone: string): number => toLocal(at, timeZone) - at;

/**
 * The instant at which the wall clock shows `local`. In autumn's doubled hour the first of the two; in the hour that
 * spring skips the moment of the change, so that a later wall time is never an earlier instant.
 */
export function toInstant(local: number, timeZone: string): number {
  const before = offsetAt(local - dayMs, timeZone);
  const after = offsetAt(local + dayMs, timeZone);
  if (offsetAt(local - before, timeZone) === before) return local - before;
  if (offsetAt(local - after, timeZone) === after) return local - after;
  let [low, high] = [local - after, local - before];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Days since 1970-01-01 of the date that the zone shows. */
export const localDay = (at: number, timeZone: string): number => Math.floor(toLocal(at, timeZone) / dayMs);

export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 for Sunday; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7;
