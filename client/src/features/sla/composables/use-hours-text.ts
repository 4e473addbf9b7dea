import { useText } from "#lib/i18n/use-text.ts";
import { isOvernight, type Interval, timeOf } from "./hours.ts";

/** Any Sunday: weekdays are named from it. */
const SUNDAY = Date.UTC(2026, 0, 4, 12);
const DAY_MS = 86_400_000;

export function useHoursText() {
  const { t, language } = useText();
  const named = (weekday: number, style: "long" | "short" | "narrow") =>
    new Intl.DateTimeFormat(language.value === "ar" ? "ar-SA-u-ca-gregory" : "en-GB", {
      weekday: style,
      timeZone: "UTC",
    }).format(SUNDAY + weekday * DAY_MS);
  return {
    weekday: named,
    /** “08:00–17:00”; the times stay left to right in Arabic too. */
    interval: (one: Interval) =>
      `\u2066${timeOf(one.fromMinute)}–${timeOf(one.toMinute)}\u2069${isOvernight(one) ? ` ${t("sla.calendar.nextDay")}` : ""}`,
  };
}
