import type { ActionFilterState } from "#entities/action/action-filters.ts";

export const ACTION_VIEWS = [
  "open",
  "mine",
  "overdue",
  "escalated",
  "queue",
  "surveys",
  "complaints",
  "social",
  "all",
] as const;
export type ActionView = (typeof ACTION_VIEWS)[number];

/** A view is nothing but a filter with a name: the address says the filter, so the two can't disagree. */
export const VIEW_FILTERS: Record<ActionView, ActionFilterState> = {
  open: { isOpen: true },
  mine: { isOpen: true, isMine: true },
  overdue: { isOverdue: true },
  escalated: { isOpen: true, isEscalated: true },
  queue: { isOpen: true, isUnassigned: true },
  surveys: { isOpen: true, source: ["STAGE_SURVEY", "RESOLUTION_SURVEY"] },
  complaints: { isOpen: true, source: ["COMPLAINT"] },
  social: { isOpen: true, source: ["SOCIAL_MENTION"] },
  all: {},
};

/** The view that the filter shows; null when the reader has narrowed it further. */
export function viewOf(state: ActionFilterState): ActionView | null {
  const same = (view: ActionView) => {
    const wanted = VIEW_FILTERS[view];
    const keys = new Set([...Object.keys(wanted), ...Object.keys(state)]) as Set<keyof ActionFilterState>;
    return [...keys].every((key) => JSON.stringify(wanted[key]) === JSON.stringify(state[key]));
  };
  return ACTION_VIEWS.find(same) ?? null;
}
