import type { EscalationTarget, PxActionPriority } from "./px-action.enums.ts";
import { aroundTheClock, due } from "./sla-clock.rules.ts";

export interface SlaRuleFacts {
  readonly id: string;
  readonly hospitalId: string | null;
  readonly departmentId: string | null;
  readonly priority: PxActionPriority;
  readonly resolveMinutes: number;
  readonly reminderBeforeMinutes: number | null;
  readonly rank: number;
}

export interface SlaPlace {
  readonly hospitalId: string;
  /** The department and all above it, nearest first; empty for none. */
  readonly departmentPath: readonly string[];
  readonly priority: PxActionPriority;
}

/**
 * PX-8: the most specific rule for the priority: of the department, of a department above it (nearest first), of the hospital, of the group;
 * among equals the lower rank, then the id, so that the choice never hangs on the order of insertion.
 */
export function pickSlaRule<Rule extends SlaRuleFacts>(rules: readonly Rule[], place: SlaPlace): Rule | null {
  const far = place.departmentPath.length;
  const distance = (rule: Rule): number => {
    if (rule.priority !== place.priority) return Infinity;
    if (rule.departmentId) {
      const at = place.departmentPath.indexOf(rule.departmentId);
      return at < 0 ? Infinity : at;
    }
    if (rule.hospitalId) return rule.hospitalId === place.hospitalId ? far : Infinity;
    return far + 1;
  };
  const fitting = rules
    .map((rule) => ({ rule, at: distance(rule) }))
    .filter(({ at }) => at !== Infinity)
    .sort((a, b) => a.at - b.at || a.rule.rank - b.rule.rank || (a.rule.id < b.rule.id ? -1 : 1));
  return fitting[0]?.rule ?? null;
}

export interface Deadline {
  readonly dueAt: Date;
  /** Null when the rule asks for none, or when it would lie before the start. */
  readonly reminderAt: Date | null;
}

/** PX-8: when it is due and when its owner is reminded. */
export function deadlineOf(
  start: Date,
  rule: Pick<SlaRuleFacts, "resolveMinutes" | "reminderBeforeMinutes">,
): Deadline {
  const after = (minutes: number) => due(aroundTheClock, start, minutes) as Date;
  const remindAfter = rule.resolveMinutes - (rule.reminderBeforeMinutes ?? Infinity);
  return { dueAt: after(rule.resolveMinutes), reminderAt: remindAfter > 0 ? after(remindAfter) : null };
}

export interface ChainLevel {
  readonly hospitalId: string | null;
  readonly level: number;
  /** Minutes after the due time. */
  readonly afterMinutes: number;
  readonly target: EscalationTarget;
  readonly isReassigning: boolean;
}

/** PX-10: a hospital with levels of its own has a chain of its own; the others share the group's. Lowest level first. */
export function chainOf<Level extends ChainLevel>(levels: readonly Level[], hospitalId: string): Level[] {
  const own = levels.filter((level) => level.hospitalId === hospitalId);
  const chain = own.length > 0 ? own : levels.filter((level) => level.hospitalId === null);
  return chain.toSorted((a, b) => a.level - b.level);
}

export const levelAt = (dueAt: Date, level: Pick<ChainLevel, "afterMinutes">): Date =>
  new Date(dueAt.getTime() + level.afterMinutes * 60_000);

/**
 * PX-10: the level to rise to now, or null. After an outage only the highest level that is due is told: nobody is
 * helped by three messages of the same minute.
 */
export function levelDue<Level extends ChainLevel>(
  chain: readonly Level[],
  action: { readonly dueAt: Date; readonly escalationLevel: number },
  now: Date,
): Level | null {
  const due = chain.filter((level) => level.level > action.escalationLevel && levelAt(action.dueAt, level) < now);
  return due.at(-1) ?? null;
}

/** PX-10: where a person escalates to by hand: the next level, its time come or not; null at the top. */
export function levelAbove<Level extends ChainLevel>(chain: readonly Level[], current: number): Level | null {
  return chain.find((level) => level.level > current) ?? null;
}
