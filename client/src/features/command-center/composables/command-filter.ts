import { JOURNEY_TYPES } from "#entities/journey/journey-filters.ts";
import type { CommandCenterFilter, LiveFeedFilter } from "#generated/graphql.ts";
import { addDays, localDateOf } from "#lib/i18n/zones.ts";
import { choices, ids, isLocalDate, range } from "#lib/url-state/codecs.ts";
import type { UrlStateOf } from "#lib/url-state/url-state.ts";

export const commandFilterSpec = {
  period: range(),
  hospitalId: ids(),
  departmentId: ids(),
  journeyType: choices(JOURNEY_TYPES),
};
export type CommandFilterState = UrlStateOf<typeof commandFilterSpec>;

/** What is shown when nobody chose a period. */
const DEFAULT_DAYS = 7;

/** The API takes local days, both included; an open end is today, an open start the default span before it. */
export function toCommandFilter(state: CommandFilterState, now: number, zone: string): CommandCenterFilter {
  const dayOf = (moment: string) => (isLocalDate(moment) ? moment : localDateOf(Date.parse(moment), zone));
  const to = state.period?.to ? dayOf(state.period.to) : localDateOf(now, zone);
  const from = state.period?.from ? dayOf(state.period.from) : addDays(to, 1 - DEFAULT_DAYS);
  return { from, to, ...placesOf(state) };
}

/** The part that narrows a live feed or a list too. */
export function placesOf(
  state: CommandFilterState,
): Pick<LiveFeedFilter, "hospitalId" | "departmentId" | "journeyType"> {
  const { hospitalId, departmentId, journeyType } = state;
  return {
    ...(hospitalId && { hospitalId: [...hospitalId] }),
    ...(departmentId && { departmentId: [...departmentId] }),
    ...(journeyType && { journeyType: [...journeyType] }),
  };
}
