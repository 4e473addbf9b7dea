import { choose, holdersOf, managersOf, Role, type Directory, type WorkPlace } from "../accounts/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import { EscalationRecipient } from "./sla.enums.ts";

/** People who are away now, with who stands in for them, if anybody does. */
export type Absences = ReadonlyMap<string, string | null>;

export interface Routed {
  readonly userId: string;
  readonly via: "DIRECT" | "STAND_IN" | "NEXT_LEVEL";
}

/**
 * SLA-9: whom a level tells: the first of its recipients who is there; somebody who is away through their stand-in; else the
 * recipients of the levels above. Null: nobody at all, which puts the case into the unroutable queue. The owner is told only
 * where the level names the owner.
 */
export function recipientOf(
  directory: Directory,
  absences: Absences,
  place: WorkPlace & { readonly ownerId: string | null },
  levels: readonly ChainLevel[],
  level: number,
): Routed | null {
  for (const step of levels.filter((one) => one.level >= level).toSorted((a, b) => a.level - b.level)) {
    const found = firstPresent(directory, absences, place, step);
    if (found) return step.level === level ? found : { ...found, via: "NEXT_LEVEL" };
  }
  return null;
}

function firstPresent(
  directory: Directory,
  absences: Absences,
  place: WorkPlace & { readonly ownerId: string | null },
  step: ChainLevel,
): Routed | null {
  const isMember = (id: string) => directory.members.some(({ userId }) => userId === id);
  for (const recipient of step.recipients) {
    const tried = recipient === EscalationRecipient.OWNER || !place.ownerId ? [] : [place.ownerId];
    const groups = groupsOf(directory, place, recipient, step.userId);
    for (let candidate = choose(directory, groups, tried); candidate; candidate = choose(directory, groups, tried)) {
      tried.push(candidate);
      const standIn = absences.get(candidate);
      if (standIn === undefined && isMember(candidate)) return { userId: candidate, via: "DIRECT" };
      if (standIn && isMember(standIn) && !absences.has(standIn)) return { userId: standIn, via: "STAND_IN" };
    }
  }
  return null;
}

function groupsOf(
  directory: Directory,
  place: WorkPlace & { readonly ownerId: string | null },
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
