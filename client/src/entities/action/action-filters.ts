import type { PxActionFilter } from "#generated/graphql.ts";
import { SLA_OUTCOMES } from "#entities/sla/outcome.ts";
import { choices, flag, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const ACTION_STATUSES = ["OPEN", "IN_PROGRESS", "PENDING_APPROVAL", "CLOSED", "CANCELLED"] as const;
export const ACTION_PRIORITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
export const ACTION_SOURCES = [
  "STAGE_SURVEY",
  "RESOLUTION_SURVEY",
  "COMPLAINT",
  "SOCIAL_MENTION",
  "CALL_RATING",
  "KPI_BREACH",
  "MANUAL",
] as const;

/** PX-19: the columns of the board, most urgent first. */
export const ACTION_BUCKETS = ["OVERDUE", "WITHIN_HOUR", "WITHIN_FOUR_HOURS", "TODAY", "LATER", "PAUSED"] as const;

/** The same filter in the address of the list, in the links of the command centre and in the query. */
export const actionFilterSpec = {
  search: text(),
  status: choices(ACTION_STATUSES),
  priority: choices(ACTION_PRIORITIES),
  source: choices(ACTION_SOURCES),
  hospitalId: ids(),
  departmentId: ids(),
  isOpen: flag(),
  isMine: flag(),
  isOverdue: flag(),
  isEscalated: flag(),
  isUnassigned: flag(),
  timeToBreach: choices(ACTION_BUCKETS),
  slaOutcome: choices(SLA_OUTCOMES),
  dueAt: range(),
  createdAt: range(),
};
export type ActionFilterState = UrlStateOf<typeof actionFilterSpec>;

export function toActionFilter(state: ActionFilterState, zone: string): PxActionFilter {
  const { dueAt, createdAt, ...rest } = state;
  return {
    ...rest,
    dueAt: toInstants(dueAt, zone),
    createdAt: toInstants(createdAt, zone),
  };
}

export function actionsLink(state: ActionFilterState) {
  return { name: "actions", query: writeUrl(actionFilterSpec, state) };
}

export function actionBoardLink(state: ActionFilterState) {
  return { name: "actions-board", query: writeUrl(actionFilterSpec, state) };
}
