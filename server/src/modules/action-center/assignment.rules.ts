import { choose, type Directory, holdersOf, managersOf, mayWorkAt, Role, type WorkPlace } from "../accounts/index.ts";
import { EscalationTarget, RoutingTarget } from "./px-action.enums.ts";

/** PX-4: the owner of a new action by the target of its routing rule; null when nobody is there at all. */
export function ownerFor(
  directory: Directory,
  place: WorkPlace,
  rule: { readonly target: RoutingTarget; readonly userId: string | null },
): string | null {
  const managers = managersOf(directory, place);
  const team = holdersOf(directory, Role.PX_COORDINATOR, place);
  switch (rule.target) {
    case RoutingTarget.USER:
      // Somebody who left, or whose role no longer reaches the place, can't take it.
      if (rule.userId && mayWorkAt(directory, rule.userId, place)) return rule.userId;
      return choose(directory, [...managers, ...team]);
    case RoutingTarget.DEPARTMENT_MANAGER:
      return choose(directory, [...managers, ...team]);
    case RoutingTarget.PX_TEAM:
      return choose(directory, team);
  }
}

/**
 * PX-11: whom a level tells. Never the one who has the action already; when the target has nobody left, the targets of
 * the levels above are asked in turn. Null when nobody is there at all.
 */
export function recipientFor(
  directory: Directory,
  place: WorkPlace,
  targets: readonly EscalationTarget[],
  ownerId: string | null,
): string | null {
  const groups: Record<EscalationTarget, () => string[][]> = {
    DEPARTMENT_MANAGER: () => managersOf(directory, place),
    HOSPITAL_ADMIN: () => holdersOf(directory, Role.HOSPITAL_ADMIN, place),
    PX_TEAM: () => holdersOf(directory, Role.PX_COORDINATOR, place),
    EXECUTIVE: () => holdersOf(directory, Role.EXECUTIVE, place),
  };
  return choose(
    directory,
    targets.flatMap((target) => groups[target]()),
    ownerId ? [ownerId] : [],
  );
}
