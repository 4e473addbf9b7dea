import type { EscalationRecipient } from "./sla.enums.ts";

export interface ChainLevel {
  /** From 1 up, in order. */
  readonly level: number;
  /** Minutes after the due time, by the clock on the wall. */
  readonly afterMinutes: number;
  /** Tried in turn until somebody can be told. */
  readonly recipients: readonly EscalationRecipient[];
  /** For USER. */
  readonly userId: string | null;
  readonly isOverridingQuietHours: boolean;
  /** SLA-20: whoever is told also becomes the owner, where the module of the case lets them own it. */
  readonly isReassigning: boolean;
}

export const levelAt = (dueAt: Date, { afterMinutes }: Pick<ChainLevel, "afterMinutes">): Date =>
  new Date(dueAt.getTime() + afterMinutes * 60_000);

/** SLA-9: the highest level whose time has come; after an outage or an import the lower ones are not told any more. */
export function levelDue(
  levels: readonly ChainLevel[],
  clock: { readonly dueAt: Date; readonly escalationLevel: number },
  now: Date,
): ChainLevel | null {
  return (
    levels
      .filter((level) => level.level > clock.escalationLevel && levelAt(clock.dueAt, level) < now)
      .toSorted((a, b) => a.level - b.level)
      .at(-1) ?? null
  );
}

/** SLA-15: where a person escalates to by hand: the next level; null at the top. */
export const levelAbove = (levels: readonly ChainLevel[], current: number): ChainLevel | null =>
  levels.toSorted((a, b) => a.level - b.level).find(({ level }) => level > current) ?? null;

export type ChainProblem = "NO_LEVELS" | "OUT_OF_ORDER" | "NO_RECIPIENT" | "USER_MISSING";

/** Why a chain can't be saved, or null. */
export function chainProblem(levels: readonly ChainLevel[]): ChainProblem | null {
  if (levels.length === 0) return "NO_LEVELS";
  const isInOrder = levels.every((level, index) => {
    const before = levels[index - 1];
    return level.level === index + 1 && level.afterMinutes >= (before?.afterMinutes ?? 0);
  });
  if (!isInOrder) return "OUT_OF_ORDER";
  if (levels.some(({ recipients }) => recipients.length === 0)) return "NO_RECIPIENT";
  const needsUser = (level: ChainLevel) => level.recipients.some((recipient) => recipient === "USER");
  return levels.some((level) => needsUser(level) && !level.userId) ? "USER_MISSING" : null;
}
