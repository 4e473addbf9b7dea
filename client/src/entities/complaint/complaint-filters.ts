import type { ComplaintFilter } from "#generated/graphql.ts";
import { SLA_OUTCOMES } from "#entities/sla/outcome.ts";
import { choices, flag, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const COMPLAINT_STATUSES = ["OPEN", "IN_PROGRESS", "RESOLVED", "CLOSED"] as const;
export const COMPLAINT_LEVELS = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
export const COMPLAINT_SOURCES = ["CALL_CENTER", "INTERNAL", "PX_CONNECT", "SOCIAL", "MOH", "CHI", "HIS"] as const;
export const COMPLAINT_OUTCOMES = ["SUBSTANTIATED", "PARTLY_SUBSTANTIATED", "UNSUBSTANTIATED", "WITHDRAWN"] as const;

/** The same filter in the address of the list, in the links of the dashboards and in the query. */
export const complaintFilterSpec = {
  search: text(),
  status: choices(COMPLAINT_STATUSES),
  severity: choices(COMPLAINT_LEVELS),
  priority: choices(COMPLAINT_LEVELS),
  source: choices(COMPLAINT_SOURCES),
  outcome: choices(COMPLAINT_OUTCOMES),
  hospitalId: ids(),
  departmentId: ids(),
  physicianId: ids(),
  categoryId: ids(),
  patientId: ids(),
  isOpen: flag(),
  isMine: flag(),
  isOverdue: flag(),
  isUnassigned: flag(),
  isEscalated: flag(),
  isPaused: flag(),
  isDissatisfied: flag(),
  isResolutionAnswered: flag(),
  slaOutcome: choices(SLA_OUTCOMES),
  hasDepartment: flag(),
  hasPhysician: flag(),
  hasCategory: flag(),
  hasOutcome: flag(),
  dueAt: range(),
  receivedAt: range(),
  closedAt: range(),
};
export type ComplaintFilterState = UrlStateOf<typeof complaintFilterSpec>;

export function toComplaintFilter(state: ComplaintFilterState, zone: string): ComplaintFilter {
  const { dueAt, receivedAt, closedAt, ...rest } = state;
  return {
    ...rest,
    dueAt: toInstants(dueAt, zone),
    receivedAt: toInstants(receivedAt, zone),
    closedAt: toInstants(closedAt, zone),
  };
}

export function complaintsLink(state: ComplaintFilterState) {
  return { name: "complaints", query: writeUrl(complaintFilterSpec, state) };
}
