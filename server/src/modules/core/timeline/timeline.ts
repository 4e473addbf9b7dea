import type { EntityManager } from "@mikro-orm/postgresql";
import type { Permission } from "../policy/permissions.ts";
import type { Bilingual } from "../text/bilingual.ts";

/** Where a page of a timeline ends: newest first, ids break ties. */
export interface TimelinePoint {
  readonly at: Date;
  readonly id: string;
}

/** One thing that happened with a patient, whichever module it lives in. */
export interface TimelineEntry extends TimelinePoint {
  readonly title: Bilingual;
  /** A status of the thing's own enum, e.g. a JourneyStatus. */
  readonly status: string;
  /** A number that people name it by. */
  readonly reference?: string | null;
  readonly score?: number | null;
  readonly isNegative?: boolean;
  readonly hospitalId: string;
}

/**
 * What a module adds to the page of a patient. `em` reaches what the viewer's permission reaches; entries come newest first, only those
 * past `before`, at most `limit`.
 */
export interface TimelineProvider {
  /** Names the kind of thing, and so the console's page for it: JOURNEY, SURVEY, ACTION, COMPLAINT … */
  readonly kind: string;
  readonly permission: Permission;
  entries(
    em: EntityManager,
    patientId: string,
    before: TimelinePoint | null,
    limit: number,
  ): Promise<readonly TimelineEntry[]>;
}

/** The keyset condition of a provider's query. `at` names the property that the entries are ordered by. */
export function pastPoint(at: string, before: TimelinePoint | null): object {
  if (!before) return {};
  return { $or: [{ [at]: { $lt: before.at } }, { [at]: before.at, id: { $lt: before.id } }] };
}
