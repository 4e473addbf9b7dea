import { holdersOf, mayWorkAt, Role, type Directory, type WorkPlace } from "../accounts/index.ts";
import type { Availability } from "./assignment.rules.ts";

/**
 * PX-28: who is asked for an approval: the PX team of the hospital, else of the group, else whoever else may approve there.
 * Somebody away is asked through their stand-in, if that one may approve. With everybody away all of them are: whoever comes
 * back first finds it. The directory is that of `action.approve`.
 */
export function approversFor(
  directory: Directory,
  absences: Availability["absences"],
  place: WorkPlace,
  askerId: string | null,
): string[] {
  const approves = (id: string) => id !== askerId && mayWorkAt(directory, id, place);
  const everybody = directory.members.map(({ userId }) => userId);
  const groups = [...holdersOf(directory, Role.PX_COORDINATOR, place), everybody].map((ids) => ids.filter(approves));
  const isThere = (id: string) => approves(id) && !absences.has(id);
  const there = (ids: readonly string[]) => [...ids, ...ids.flatMap((id) => absences.get(id) ?? [])].filter(isThere);
  const asked = groups.map(there).find((ids) => ids.length > 0) ?? groups.flat();
  return [...new Set(asked)];
}
