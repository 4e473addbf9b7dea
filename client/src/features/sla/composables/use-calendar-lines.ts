import type { SlaHoursFragment } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { WEEKDAYS } from "./hours.ts";
import { useHoursText } from "./use-hours-text.ts";
import { keysOf, type VersionLine } from "./version-lines.ts";

type Dates = Pick<SlaHoursFragment["holidays"][number], "from" | "to" | "isToBeConfirmed">;

/** What a version of a calendar says, line by line. */
export function useCalendarLines() {
  const { t, name, date } = useText();
  const { weekday, interval } = useHoursText();
  const noon = (day: string) => `${day}T12:00:00Z`;
  const spanOf = ({ from, to, isToBeConfirmed }: Dates) => {
    const on = (day: string) => date(noon(day), "date", "UTC");
    const span = from === to ? on(from) : t("ui.range.between", { from: on(from), to: on(to) });
    return isToBeConfirmed ? `${span} (${t("sla.calendar.toBeConfirmed")})` : span;
  };
  const hoursOf = (intervals: SlaHoursFragment["overrides"][number]["intervals"]) =>
    intervals.map(interval).join(t("ui.comma")) || t("sla.calendar.closed");

  return ({ timeZone, weekly, overrides, holidays }: SlaHoursFragment): VersionLine[] => {
    const [holidayKeys, overrideKeys] = [keysOf(holidays), keysOf(overrides)];
    return [
      { key: "zone", label: t("sla.calendar.zone"), text: timeZone },
      ...WEEKDAYS.map((day) => ({
        key: `weekday ${day}`,
        label: weekday(day, "long"),
        text: hoursOf(weekly.filter((one) => one.weekday === day)),
      })),
      ...holidays.map((one, index) => ({
        key: `holiday ${holidayKeys[index]}`,
        label: t("sla.versions.holiday", { name: name(one) }),
        text: spanOf(one),
      })),
      ...overrides.map((one, index) => {
        const days = one.weekdays?.map((day) => weekday(day, "long")).join(t("ui.comma"));
        return {
          key: `override ${overrideKeys[index]}`,
          label: t("sla.versions.special", { name: name(one) }),
          text: [spanOf(one), hoursOf(one.intervals), ...(days ? [days] : [])].join(" · "),
        };
      }),
    ];
  };
}
