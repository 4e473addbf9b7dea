import { registerEnumType } from "type-graphql";
import { isBreached, type ClockTimes } from "./clock.rules.ts";

export enum SlaOutcome {
  ON_TIME = "ON_TIME",
  MISSED = "MISSED",
}
registerEnumType(SlaOutcome, {
  name: "SlaOutcome",
  description: "What became of the deadline for settling a case.",
  valuesConfig: {
    ON_TIME: { description: "Settled in time." },
    MISSED: { description: "Settled late, or called off late, or open and overdue." },
  },
});

/**
 * SLA-21: null while it is not decided: nothing was due, called off in time, or open with time left. The one definition behind the
 * rate, beside its twin for the database in outcome.sql.ts.
 */
export function outcomeOf(resolving: ClockTimes | undefined, now: Date): SlaOutcome | null {
  if (!resolving?.dueAt) return null;
  if (isBreached(resolving, now)) return SlaOutcome.MISSED;
  return resolving.metAt ? SlaOutcome.ON_TIME : null;
}

/** SLA-21: percent of what was due; null when nothing was. */
export const onTimeRate = (onTime: number, missed: number): number | null =>
  onTime + missed === 0 ? null : (100 * onTime) / (onTime + missed);
