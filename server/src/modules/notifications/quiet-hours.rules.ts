interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minutes: number;
}

/** Making one is dear, and every batch asks. */
const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(at: Date, timeZone: string): LocalTime {
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
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: part("year"), month: part("month"), day: part("day"), minutes: part("hour") * 60 + part("minute") };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const dayMs = 86_400_000;
const wallClock = ({ year, month, day, minutes }: LocalTime) => Date.UTC(year, month - 1, day) + minutes * 60_000;

/** First moment after `after` at which the zone's clocks show this; in the hour that spring skips, as much later. */
function nextMoment(wall: number, timeZone: string, after: Date): Date {
  const offsetAt = (at: number) => wallClock(localTime(new Date(at), timeZone)) - Math.floor(at / 60_000) * 60_000;
  const [before, later] = [offsetAt(wall - dayMs), offsetAt(wall + dayMs)];
  const candidates = [wall - before, wall - later].sort((a, b) => a - b);
  const fits = candidates.find((at) => at > after.getTime() && wallClock(localTime(new Date(at), timeZone)) === wall);
  return new Date(fits ?? wall - before);
}

/**
 * NO-4: when the quiet hours that hold at `now` end, or null when it is not quiet. `from` and `to` are HH:MM on the clocks of the
 * hospital; the span may go over midnight; equal times mean none.
 */
export function quietUntil(
  now: Date,
  timeZone: string,
  from: string | null | undefined,
  to: string | null | undefined,
): Date | null {
  if (!from || !to || from === to) return null;
  const local = localTime(now, timeZone);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const isOvernight = start > end;
  const isQuiet = isOvernight
    ? local.minutes >= start || local.minutes < end
    : local.minutes >= start && local.minutes < end;
  if (!isQuiet) return null;
  const isTomorrow = isOvernight && local.minutes >= start;
  const wall = wallClock({ ...local, minutes: end }) + (isTomorrow ? dayMs : 0);
  return nextMoment(wall, timeZone, now);
}
