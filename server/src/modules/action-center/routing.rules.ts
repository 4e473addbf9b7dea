import type { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";

export interface RoutingRuleFacts {
  readonly id: string;
  readonly position: number;
  readonly isDefault: boolean;
  /** A criterion that is null fits everything. */
  readonly hospitalId: string | null;
  readonly departmentId: string | null;
  readonly source: PxActionSource | null;
  readonly stageCode: string | null;
  readonly priority: PxActionPriority | null;
  readonly target: RoutingTarget;
  readonly userId: string | null;
}

export interface RoutingFacts {
  readonly hospitalId: string;
  /** The department and all above it, nearest first. */
  readonly departmentPath: readonly string[];
  readonly source: PxActionSource;
  readonly stageCode: string | null;
  readonly priority: PxActionPriority;
}

/** PX-3: the first rule in order that fits; the default comes last whatever its position, so one always fits. */
export function pickRoutingRule<Rule extends RoutingRuleFacts>(
  rules: readonly Rule[],
  facts: RoutingFacts,
): Rule | null {
  const fits = (rule: Rule) =>
    (rule.hospitalId === null || rule.hospitalId === facts.hospitalId) &&
    // A rule for a department holds for all below it.
    (rule.departmentId === null || facts.departmentPath.includes(rule.departmentId)) &&
    (rule.source === null || rule.source === facts.source) &&
    (rule.stageCode === null || rule.stageCode === facts.stageCode) &&
    (rule.priority === null || rule.priority === facts.priority);
  const ordered = rules.toSorted(
    (a, b) => Number(a.isDefault) - Number(b.isDefault) || a.position - b.position || (a.id < b.id ? -1 : 1),
  );
  return ordered.find(fits) ?? null;
}
