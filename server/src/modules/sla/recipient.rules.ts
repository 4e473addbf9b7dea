import {
  choose,
  holdersOf,
  managersOf,
  maySeeAt,
  mayWorkAt,
  Role,
  type Directory,
  type WorkPlace,
} from "../accounts/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import { EscalationRecipient } from "./sla.enums.ts";

/** People who are away now, with who stands in for them, if anybody does. */
export type Absences = ReadonlyMap<string, string | null>;

export interface Routed {
  readonly userId: string;
  readonly via: "DIRECT" | "STAND_IN" | "NEXT_LEVEL";
}

export interface EscalationPlace extends WorkPlace {
  readonly ownerId: string | null;
  /** Whoever raises it by hand. */
  readonly actorId?: string | undefined;
}

/**
 * SLA-9: whom a level tells: the first of its recipients who is there; somebody who is away through their stand-in; else the
 * recipients of the levels above. Null: nobody at all, which puts the case into the unroutable queue. Whoever can't open the
 * case counts as not there. The owner is told only where the level names the owner; nobody is told of their own act.
 */
export function recipientOf(
  directory: Directory,
  absences: Absences,
  place: EscalationPlace,
  levels: readonly ChainLevel[],
  level: number,
): Routed | null {
  for (const step of levels.filter((one) => one.level >= level).toSorted((a, b) => a.level - b.level)) {
    const found = firstPresent(directory, absences, place, step);
    if (found) return step.level === level ? found : { ...found, via: "NEXT_LEVEL" };
  }
  return null;
}

const ownerLevel: ChainLevel = {
  level: 0,
  afterMinutes: 0,
  recipients: [EscalationRecipient.OWNER],
  userId: null,
  isOverridingQuietHours: false,
  isReassigning: false,
};

/** SLA-9: whom a reminder and a breach tell: the owner, as if a level below the first named them, and so on as with any level. */
export const ownerOrAbove = (
  directory: Directory,
  absences: Absences,
  place: EscalationPlace,
  levels: readonly ChainLevel[],
): Routed | null => recipientOf(directory, absences, place, [ownerLevel, ...levels], ownerLevel.level);

function firstPresent(
  directory: Directory,
  absences: Absences,
  place: EscalationPlace,
  step: ChainLevel,
): Routed | null {
  const opens = (id: string) =>
    id === place.ownerId
      ? directory.members.some(({ userId }) => userId === id)
      : maySeeAt(directory, id, place) || (step.isReassigning && mayWorkAt(directory, id, place));
  for (const recipient of step.recipients) {
    const tried = recipient === EscalationRecipient.OWNER || !place.ownerId ? [] : [place.ownerId];
    if (place.actorId) tried.push(place.actorId);
    const groups = groupsOf(directory, place, recipient, step.userId);
    for (let candidate = choose(directory, groups, tried); candidate; candidate = choose(directory, groups, tried)) {
      tried.push(candidate);
      const standIn = absences.get(candidate);
      if (standIn === undefined && opens(candidate)) return { userId: candidate, via: "DIRECT" };
      if (standIn && standIn !== place.actorId && opens(standIn) && !absences.has(standIn))
        return { userId: standIn, via: "STAND_IN" };
    }
  }
  return null;
}

function groupsOf(
  directory: Directory,
  place: EscalationPlace,
  recipient: EscalationRecipient,
  userId: string | null,
): string[][] {
  const one = (id: string | null) => (id ? [[id]] : []);
  switch (recipient) {
    case EscalationRecipient.OWNER:
      return one(place.ownerId);
    case EscalationRecipient.USER:
      return one(userId);
    case EscalationRecipient.DEPARTMENT_MANAGER:
      return managersOf(directory, place);
    case EscalationRecipient.HOSPITAL_ADMIN:
      return holdersOf(directory, Role.HOSPITAL_ADMIN, place);
    case EscalationRecipient.PX_TEAM:
      return holdersOf(directory, Role.PX_COORDINATOR, place);
    case EscalationRecipient.EXECUTIVE:
      return holdersOf(directory, Role.EXECUTIVE, place);
  }
}
