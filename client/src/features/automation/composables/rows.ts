import type { ActionChecklistFieldsFragment, ActionTriggerFieldsFragment, PxActionSource } from "#generated/graphql.ts";
import { SOURCES } from "./codes.ts";

/** Sources whose actions open by themselves; by hand is always possible. */
export const AUTOMATIC: readonly PxActionSource[] = [
  "STAGE_SURVEY",
  "RESOLUTION_SURVEY",
  "COMPLAINT",
  "SOCIAL_MENTION",
  "CALL_RATING",
  "KPI_BREACH",
];

export interface TriggerRow {
  id: PxActionSource;
  /** What holds here: the hospital's own, else the group's; null: nothing is set. */
  trigger: ActionTriggerFieldsFragment | null;
  isOwn: boolean;
}

interface SetForPlace {
  source: PxActionSource;
  hospital?: { id: string } | null;
}
/** What holds for a source: the hospital's own row, else the group's. */
function heldFor<Row extends SetForPlace>(rows: readonly Row[], source: PxActionSource, hospitalId: string | null) {
  const ofSource = rows.filter((one) => one.source === source);
  const own = ofSource.find((one) => (one.hospital?.id ?? null) === hospitalId);
  return { held: own ?? ofSource.find((one) => !one.hospital) ?? null, isOwn: own !== undefined };
}

/** PX-1: what holds in a hospital (null: in the group), source by source. */
export function triggerRows(triggers: readonly ActionTriggerFieldsFragment[], hospitalId: string | null): TriggerRow[] {
  return AUTOMATIC.map((source) => {
    const { held, isOwn } = heldFor(triggers, source, hospitalId);
    return { id: source, trigger: held, isOwn };
  });
}

export interface ChecklistRow {
  id: PxActionSource;
  list: ActionChecklistFieldsFragment | null;
  isOwn: boolean;
}
/** PX-24: the list that new actions get in a hospital (null: in the group), source by source. */
export function checklistRows(
  lists: readonly ActionChecklistFieldsFragment[],
  hospitalId: string | null,
): ChecklistRow[] {
  return SOURCES.map((source) => {
    const { held, isOwn } = heldFor(lists, source, hospitalId);
    return { id: source, list: held, isOwn };
  });
}
