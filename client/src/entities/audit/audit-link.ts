import type { RouteLocationRaw, Router } from "vue-router";
import type { AuditEventFilter } from "#generated/graphql.ts";
import { codes, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const auditFilterSpec = {
  actorId: ids(),
  action: codes(),
  targetType: codes(),
  targetId: text(),
  hospitalId: ids(),
  createdAt: range(),
  requestId: text(),
};
export type AuditFilterState = UrlStateOf<typeof auditFilterSpec>;

export function toAuditFilter(state: AuditFilterState, zone: string): AuditEventFilter {
  const { createdAt, ...rest } = state;
  return { ...rest, createdAt: toInstants(createdAt, zone) };
}

/** The audit page with these filters. */
export function auditLink(state: AuditFilterState): RouteLocationRaw {
  return { name: "audit", query: writeUrl(auditFilterSpec, state) };
}

const PAGES: Readonly<Record<string, string>> = {
  PxAction: "actions-detail",
  JourneyInstance: "journeys-detail",
  SurveyInstance: "surveys-detail",
  InboundEvent: "inbound-events-detail",
  Complaint: "complaints-detail",
  Feedback: "feedback-detail",
  Patient: "patients-detail",
  Physician: "physicians-detail",
  Employee: "employees-detail",
  Department: "departments-detail",
  Hospital: "hospitals-detail",
  User: "access-user",
};

/** The page of what an entry is about; none for what has no page. */
export function targetPage(router: Router, type: string, id: string | null | undefined): RouteLocationRaw | undefined {
  const name = PAGES[type];
  return id && name && router.hasRoute(name) ? { name, params: { id } } : undefined;
}
