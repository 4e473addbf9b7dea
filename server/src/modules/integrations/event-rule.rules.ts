import type { EventRuleKind } from "./event-rule.entity.ts";

export interface EventRuleRow {
  readonly sourceSystem: string | null;
  readonly eventCode: string;
  readonly kind: EventRuleKind;
  readonly journeyType: string | null;
}

export const journeyTypes = ["EMS", "INPATIENT", "OPD"] as const;

/** IN-10: the rule of the source, else the rule for any source; null when no rule knows the code. */
export function findEventRule(
  rules: readonly EventRuleRow[],
  sourceSystem: string,
  eventCode: string,
): EventRuleRow | null {
  const ofCode = rules.filter((rule) => rule.eventCode === eventCode);
  return (
    ofCode.find((rule) => rule.sourceSystem === sourceSystem) ??
    ofCode.find((rule) => rule.sourceSystem === null) ??
    null
  );
}
