import { choose, type Directory, holdersOf, managersOf, mayWorkAt, Role, type WorkPlace } from "../accounts/index.ts";
import { RoutingTarget } from "./px-action.enums.ts";

/** Who is away (with who stands in, if anybody does), and how many open actions somebody takes at most. */
export interface Availability {
  readonly absences: ReadonlyMap<string, string | null>;
  readonly limits: ReadonlyMap<string, number>;
}

export const everybodyIsFree: Availability = { absences: new Map(), limits: new Map() };

/**
 * PX-22: group by group; in each the one with the fewest, who is there and has room; else who stands in for one that is
 * away. Null when nobody has room: it waits in the queue rather than on a desk that is full.
 */
function firstFree(
  directory: Directory,
  place: WorkPlace,
  groups: readonly (readonly string[])[],
  { absences, limits }: Availability,
): string | null {
  const takes = (id: string) =>
    mayWorkAt(directory, id, place) &&
    !absences.has(id) &&
    (directory.openCounts.get(id) ?? 0) < (limits.get(id) ?? Number.POSITIVE_INFINITY);
  for (const group of groups) {
    const present = choose(directory, [group.filter(takes)]);
    if (present) return present;
    const standIns = group.flatMap((id) => absences.get(id) ?? []).filter(takes);
    const standIn = choose(directory, [standIns]);
    if (standIn) return standIn;
  }
  return null;
}

/** PX-4: the owner of a new action by the target of its routing rule; null when nobody is there at all. */
export function ownerFor(
  directory: Directory,
  place: WorkPlace,
  rule: { readonly target: RoutingTarget; readonly userId: string | null },
  free: Availability = everybodyIsFree,
): string | null {
  const managers = managersOf(directory, place);
  const team = holdersOf(directory, Role.PX_COORDINATOR, place);
  switch (rule.target) {
    case RoutingTarget.USER:
      // Somebody who left, or whose role no longer reaches the place, can't take it.
      return firstFree(directory, place, [rule.userId ? [rule.userId] : [], ...managers, ...team], free);
    case RoutingTarget.DEPARTMENT_MANAGER:
      return firstFree(directory, place, [...managers, ...team], free);
    case RoutingTarget.PX_TEAM:
      return firstFree(directory, place, team, free);
    case RoutingTarget.QUEUE:
      return null;
  }
}
