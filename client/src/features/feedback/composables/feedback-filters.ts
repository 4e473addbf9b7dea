import type { FeedbackFilter, FeedbackKind } from "#generated/graphql.ts";
import { SLA_OUTCOMES } from "#entities/sla/outcome.ts";
import { choices, flag, ids, range, text } from "#lib/url-state/codecs.ts";
import { toInstants } from "#lib/url-state/ranges.ts";
import { type UrlStateOf, writeUrl } from "#lib/url-state/url-state.ts";

export const FEEDBACK_STATUSES = ["OPEN", "IN_PROGRESS", "CLOSED", "CONVERTED", "CANCELLED"] as const;
export const FEEDBACK_SOURCES = [
  "CALL_CENTER",
  "RECEPTION",
  "PX_CONNECT",
  "WEBSITE",
  "EMAIL",
  "SURVEY",
  "SOCIAL",
  "OTHER",
] as const;
/** What people say without asking for anything; inquiries have a list of their own. */
export const OPINIONS = ["COMPLIMENT", "SUGGESTION", "COMMENT"] as const;
export const FEEDBACK_KINDS = ["INQUIRY", ...OPINIONS] as const;

export const feedbackFilterSpec = {
  search: text(),
  kind: choices(OPINIONS),
  status: choices(FEEDBACK_STATUSES),
  source: choices(FEEDBACK_SOURCES),
  hospitalId: ids(),
  departmentId: ids(),
  physicianId: ids(),
  patientId: ids(),
  isOpen: flag(),
  isMine: flag(),
  isOverdue: flag(),
  isUnassigned: flag(),
  slaOutcome: choices(SLA_OUTCOMES),
  receivedAt: range(),
  dueAt: range(),
};
export type FeedbackFilterState = UrlStateOf<typeof feedbackFilterSpec>;

/** One kind of thing behind two entries of the navigation: the page says which of them it shows. */
export function toFeedbackFilter(state: FeedbackFilterState, isInquiries: boolean, zone: string): FeedbackFilter {
  const { receivedAt, dueAt, kind, ...rest } = state;
  const kinds: readonly FeedbackKind[] = isInquiries ? ["INQUIRY"] : (kind ?? OPINIONS);
  return { ...rest, kind: kinds, receivedAt: toInstants(receivedAt, zone), dueAt: toInstants(dueAt, zone) };
}

export function feedbackLink(isInquiries: boolean, state: FeedbackFilterState) {
  return { name: isInquiries ? "inquiries" : "feedback", query: writeUrl(feedbackFilterSpec, state) };
}

const VIEWS_OF_WORK = {
  open: { isOpen: true },
  mine: { isOpen: true, isMine: true },
  overdue: { isOverdue: true },
  unassigned: { isOpen: true, isUnassigned: true },
  all: {},
} satisfies Record<string, FeedbackFilterState>;
const VIEWS_OF_OPINIONS = {
  open: { isOpen: true },
  compliments: { kind: ["COMPLIMENT"] },
  suggestions: { kind: ["SUGGESTION"] },
  mine: { isOpen: true, isMine: true },
  overdue: { isOverdue: true },
  all: {},
} satisfies Record<string, FeedbackFilterState>;

export const viewsOf = (isInquiries: boolean): Record<string, FeedbackFilterState> =>
  isInquiries ? VIEWS_OF_WORK : VIEWS_OF_OPINIONS;

/** The view that the filter shows; null when the reader has narrowed it further. */
export function viewOf(isInquiries: boolean, state: FeedbackFilterState): string | null {
  const written = (one: FeedbackFilterState) => JSON.stringify(writeUrl(feedbackFilterSpec, one));
  const views = Object.entries(viewsOf(isInquiries));
  return views.find(([, wanted]) => written(wanted) === written(state))?.[0] ?? null;
}
