/** CO-15: a cell that begins like a formula would run in the reader's spreadsheet. Full-width signs count, blanks before them too. */
const likeFormula = /^(?:[\t\r\n]|[\s\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠])/u;

/** The text as text: with an apostrophe before it, which spreadsheets read as “what follows is no formula”. */
export const asPlainText = (text: string): string => (likeFormula.test(text) ? `'${text}` : text);

export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show, in Gregorian dates and Western digits: sheets are sorted and counted with. */
export function wallClockIn(zone: string, at: Date): WallClock {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

export const writtenTime = ({ year, month, day, hour, minute }: WallClock): string =>
  `${year}-${twoDigits(month)}-${twoDigits(day)} ${twoDigits(hour)}:${twoDigits(minute)}`;

const dayMilliseconds = 86_400_000;

/** Days since the last of December 1899, as spreadsheets count them. */
export const serialTime = ({ year, month, day, hour, minute }: WallClock): number =>
  (Date.UTC(year, month - 1, day, hour, minute) - Date.UTC(1899, 11, 30)) / dayMilliseconds;
