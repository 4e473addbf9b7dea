import type { ComplaintFilterState } from "#entities/complaint/complaint-filters.ts";
import { ids, choices, choice, range } from "#lib/url-state/codecs.ts";
import { COMPLAINT_LEVELS, COMPLAINT_SOURCES } from "#entities/complaint/complaint-filters.ts";

export const GROUPINGS = ["DEPARTMENT", "HOSPITAL", "PHYSICIAN", "CATEGORY", "SEVERITY", "SOURCE", "OUTCOME"] as const;
/** Without a period the on-time rate is that of the last days. */
export const onTimeDays = 90;
export type Grouping = (typeof GROUPINGS)[number];

/** The same names as in the list, so that each number opens exactly what it counts. */
export const satisfactionSpec = {
  receivedAt: range(),
  hospitalId: ids(),
  departmentId: ids(),
  severity: choices(COMPLAINT_LEVELS),
  source: choices(COMPLAINT_SOURCES),
  by: choice(GROUPINGS),
};

const FIELD_OF = {
  DEPARTMENT: "departmentId",
  HOSPITAL: "hospitalId",
  PHYSICIAN: "physicianId",
  CATEGORY: "categoryId",
  SEVERITY: "severity",
  SOURCE: "source",
  OUTCOME: "outcome",
} as const satisfies Record<Grouping, keyof ComplaintFilterState>;

/** The list behind one bar; null for those without a group, which no filter can name. */
export function groupState(state: ComplaintFilterState, by: Grouping, key: string | null): ComplaintFilterState | null {
  return key === null ? null : { ...state, [FIELD_OF[by]]: [key], isDissatisfied: true };
}

/** The list behind one month, `YYYY-MM`, within the period that is shown. */
export function monthState(state: ComplaintFilterState, month: string): ComplaintFilterState {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const first = `${month}-01`;
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const { from, to } = state.receivedAt ?? { from: null, to: null };
  return {
    ...state,
    receivedAt: { from: from && from > first ? from : first, to: to && to < last ? to : last },
    isDissatisfied: true,
  };
}
