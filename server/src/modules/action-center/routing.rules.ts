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

export type RoutingVerdict =
  | "CHOSEN"
  | "OTHER_HOSPITAL"
  | "OTHER_DEPARTMENT"
  | "OTHER_SOURCE"
  | "OTHER_STAGE"
  | "OTHER_PRIORITY"
  | "LATER";

/** The order in which rules are tried: the default comes last whatever its position, so one always fits. */
export const inOrder = <Rule extends Pick<RoutingRuleFacts, "id" | "position" | "isDefault">>(rules: readonly Rule[]) =>
  rules.toSorted(
    (a, b) => Number(a.isDefault) - Number(b.isDefault) || a.position - b.position || (a.id < b.id ? -1 : 1),
  );

function misfit(rule: RoutingRuleFacts, facts: RoutingFacts): RoutingVerdict | null {
  if (rule.hospitalId !== null && rule.hospitalId !== facts.hospitalId) return "OTHER_HOSPITAL";
  // A rule for a department holds for all below it.
  if (rule.departmentId !== null && !facts.departmentPath.includes(rule.departmentId)) return "OTHER_DEPARTMENT";
  if (rule.source !== null && rule.source !== facts.source) return "OTHER_SOURCE";
  if (rule.stageCode !== null && rule.stageCode !== facts.stageCode) return "OTHER_STAGE";
  return rule.priority !== null && rule.priority !== facts.priority ? "OTHER_PRIORITY" : null;
}

/** PX-3: the first rule in order that fits. */
export function pickRoutingRule<Rule extends RoutingRuleFacts>(
  rules: readonly Rule[],
  facts: RoutingFacts,
): Rule | null {
  return inOrder(rules).find((rule) => !misfit(rule, facts)) ?? null;
}

/** PX-3: each rule in order, and why it was chosen or not. */
export function verdictsOf<Rule extends RoutingRuleFacts>(rules: readonly Rule[], facts: RoutingFacts) {
  const chosen = pickRoutingRule(rules, facts);
  return inOrder(rules).map((rule) => ({
    rule,
    verdict: rule.id === chosen?.id ? ("CHOSEN" as const) : (misfit(rule, facts) ?? ("LATER" as const)),
  }));
}

const step = 10;

/**
 * PX-3: new positions that put a rule behind another one (null: first). Only the moved rule changes where its neighbours leave
 * a gap; else all are numbered anew, which changes nothing of their order.
 */
export function positionsAfterMove(
  rules: readonly Pick<RoutingRuleFacts, "id" | "position" | "isDefault">[],
  id: string,
  afterId: string | null,
): ReadonlyMap<string, number> {
  const others = inOrder(rules).filter((rule) => rule.id !== id && !rule.isDefault);
  const at = afterId === null ? 0 : others.findIndex((rule) => rule.id === afterId) + 1;
  const low = others[at - 1]?.position ?? -1;
  const high = others[at]?.position ?? Math.max(low, 0) + 2 * step;
  const middle = Math.floor((low + high) / 2);
  if (low < middle && middle < high) return new Map([[id, middle]]);
  const order = [...others.slice(0, at).map((rule) => rule.id), id, ...others.slice(at).map((rule) => rule.id)];
  return new Map(order.map((ruleId, index) => [ruleId, (index + 1) * step]));
}
