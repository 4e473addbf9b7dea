import type { SurveyInstanceFilter } from "#generated/graphql.ts";
import { choices, codes, flag, ids, numberRange, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const SURVEY_STATUSES = [
  "PENDING",
  "QUEUED",
  "SENT",
  "OPENED",
  "ANSWERED",
  "EXPIRED",
  "CANCELLED",
  "SUPPRESSED",
  "FAILED",
] as const;

export const surveyFilterSpec = {
  search: text(),
  status: choices(SURVEY_STATUSES),
  isNegative: flag(),
  hasScore: flag(),
  score: numberRange(),
  journeyType: choices(["OPD", "INPATIENT", "EMS"]),
  stageCode: codes(),
  hospitalId: ids(),
  departmentId: ids(),
  physicianId: ids(),
  encounterId: text(),
  mrn: text(),
  sentAt: range(),
  answeredAt: range(),
};
export type SurveyFilterState = UrlStateOf<typeof surveyFilterSpec>;

export function toSurveyFilter(state: SurveyFilterState, zone: string): SurveyInstanceFilter {
  const { sentAt, answeredAt, ...rest } = state;
  return {
    ...rest,
    sentAt: toInstants(sentAt, zone),
    answeredAt: toInstants(answeredAt, zone),
  };
}

export function surveysLink(state: SurveyFilterState) {
  return { name: "surveys", query: writeUrl(surveyFilterSpec, state) };
}
