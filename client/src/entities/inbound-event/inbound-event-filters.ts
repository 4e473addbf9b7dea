import type { InboundEventFilter } from "#generated/graphql.ts";
import { choices, codes, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const EVENT_STATUSES = ["RECEIVED", "PROCESSED", "UNMATCHED", "IGNORED", "FAILED", "DEAD"] as const;

export const eventFilterSpec = {
  search: text(),
  status: choices(EVENT_STATUSES),
  sourceSystem: codes(),
  eventCode: codes(),
  encounterId: text(),
  patientIdentifier: text(),
  hospitalId: ids(),
  receivedAt: range(),
};
export type EventFilterState = UrlStateOf<typeof eventFilterSpec>;

export function toEventFilter(state: EventFilterState, zone: string): InboundEventFilter {
  const { receivedAt, ...rest } = state;
  return { ...rest, receivedAt: toInstants(receivedAt, zone) };
}

export function eventsLink(state: EventFilterState) {
  return { name: "inbound-events", query: writeUrl(eventFilterSpec, state) };
}
