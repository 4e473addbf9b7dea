import type { JourneyInstanceFilter } from "#generated/graphql.ts";
import { choice, choices, codes, flag, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const JOURNEY_TYPES = ["OPD", "INPATIENT", "EMS"] as const;
export const JOURNEY_STATUSES = ["ACTIVE", "COMPLETED", "CLOSED", "CANCELLED"] as const;
export const STAGE_STATUSES = ["PENDING", "IN_PROGRESS", "COMPLETED", "SKIPPED"] as const;

export const journeyFilterSpec = {
  search: text(),
  journeyType: choices(JOURNEY_TYPES),
  status: choices(JOURNEY_STATUSES),
  hospitalId: ids(),
  departmentId: ids(),
  encounterId: text(),
  mrn: text(),
  stageCode: codes(),
  stageStatus: choice(STAGE_STATUSES),
  hasNegativeSurvey: flag(),
  startedAt: range(),
};
export type JourneyFilterState = UrlStateOf<typeof journeyFilterSpec>;

export function toJourneyFilter(state: JourneyFilterState, zone: string): JourneyInstanceFilter {
  const { startedAt, ...rest } = state;
  return { ...rest, startedAt: toInstants(startedAt, zone) };
}

export function journeysLink(state: JourneyFilterState) {
  return { name: "journeys", query: writeUrl(journeyFilterSpec, state) };
}
