import type { ComplaintFilterState } from "#entities/complaint/complaint-filters.ts";

export const COMPLAINT_VIEWS = ["open", "mine", "overdue", "unassigned", "escalated", "dissatisfied", "all"] as const;
export type ComplaintView = (typeof COMPLAINT_VIEWS)[number];

/** A view is nothing but a filter with a name: the address says the filter, so the two can't disagree. */
export const VIEW_FILTERS: Record<ComplaintView, ComplaintFilterState> = {
  open: { isOpen: true },
  mine: { isOpen: true, isMine: true },
  overdue: { isOverdue: true },
  unassigned: { isOpen: true, isUnassigned: true },
  escalated: { isOpen: true, isEscalated: true },
  dissatisfied: { isDissatisfied: true },
  all: {},
};

/** The view that the filter shows; null when the reader has narrowed it further. */
export function viewOf(state: ComplaintFilterState): ComplaintView | null {
  const same = (view: ComplaintView) => {
    const wanted = VIEW_FILTERS[view];
    const keys = new Set([...Object.keys(wanted), ...Object.keys(state)]) as Set<keyof ComplaintFilterState>;
    return [...keys].every((key) => JSON.stringify(wanted[key]) === JSON.stringify(state[key]));
  };
  return COMPLAINT_VIEWS.find(same) ?? null;
}
