/** Days are days of the hospital, not of the browser: a director in London sees the Riyadh day. */
export const DEFAULT_ZONE = "Asia/Riyadh";

const parts = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = parts.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  parts.set(zone, made);
  return made;
}

/** Milliseconds that the zone is ahead of UTC at this instant. */
function offsetAt(instant: number, zone: string): number {
  const field: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(instant)) field[part.type] = part.value;
  const wall = Date.UTC(
    Number(field.year),
    Number(field.month) - 1,
    Number(field.day),
    Number(field.hour),
    Number(field.minute),
    Number(field.second),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function localDateOf(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10);
}

/** The instant at which a local day begins. */
export const startOfDay = (localDate: string, zone: string): string => instantAt(localDate, "00:00", zone);

/** The instant of a local day and `HH:MM`. Two passes, because the offset itself depends on the instant. */
export function instantAt(localDate: string, localTime: string, zone: string): string {
  const wall = Date.parse(`${localDate}T${localTime}:00Z`);
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone)).toISOString();
}

export function addDays(localDate: string, days: number): string {
  const date = new Date(`${localDate}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** `HH:MM` of an instant in a zone. */
export function localTimeOf(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(11, 16);
}
