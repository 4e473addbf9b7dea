import { type CalendarName, type DigitShape, type LanguageCode, localeTag } from "./language.ts";

export interface DateStyle {
  language: LanguageCode;
  digits: DigitShape;
  zone: string;
  /** Gregorian when left out. */
  calendar?: CalendarName;
}
export type DateShape = "dateTime" | "date" | "time" | "full" | "day" | "dayMonth" | "month";

const SHAPES: Record<DateShape, Intl.DateTimeFormatOptions> = {
  dateTime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
  month: { month: "long", year: "numeric" },
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  dayMonth: { day: "numeric", month: "short" },
};

// Intl formatters cost about 50 µs to make and a list shows a hundred dates.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(tag: string, shape: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${shape} ${options.timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, options);
  formatters.set(key, made);
  return made;
}

export function formatDate(instant: string | number, shape: DateShape, style: DateStyle): string {
  const tag = localeTag(style.language, style.digits, style.calendar ?? "gregory");
  return formatter(tag, shape, { ...SHAPES[shape], timeZone: style.zone }).format(new Date(instant));
}

/** The date of the same moment in the other calendar, as hospitals write it beside the first one. */
export function formatOtherDate(instant: string | number, style: DateStyle): string {
  const other = style.calendar === "islamic-umalqura" ? "gregory" : "islamic-umalqura";
  const tag = localeTag(style.language, style.digits, other);
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: style.zone } as const;
  return formatter(tag, "other", options).format(new Date(instant));
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

export function formatRelative(instant: string | number, now: number, style: DateStyle): string {
  const distance = new Date(instant).getTime() - now;
  const tag = localeTag(style.language, style.digits, "gregory");
  const words = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
  const step = STEPS.find(([, size]) => Math.abs(distance) >= size);
  // Below a minute “now”: counting seconds would make every row flicker.
  return step ? words.format(Math.trunc(distance / step[1]), step[0]) : words.format(0, "second");
}
