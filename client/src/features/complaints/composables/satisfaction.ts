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

/** What a complaint may lack; hospital, severity and source each has. */
const LACK_OF: Partial<Record<Grouping, keyof ComplaintFilterState>> = {
  DEPARTMENT: "hasDepartment",
  PHYSICIAN: "hasPhysician",
  CATEGORY: "hasCategory",
  OUTCOME: "hasOutcome",
};

/** The list behind one bar, also behind that of complaints without a department, a category … */
export function groupState(state: ComplaintFilterState, by: Grouping, key: string | null): ComplaintFilterState | null {
  const lack = LACK_OF[by];
  if (key !== null) return { ...state, [FIELD_OF[by]]: [key], isDissatisfied: true };
  return lack ? { ...state, [lack]: false, isDissatisfied: true } : null;
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
