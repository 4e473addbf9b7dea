import type { ActionTriggerFieldsFragment, PxActionSource } from "#generated/graphql.ts";

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

/** PX-1: what holds in a hospital (null: in the group), source by source. */
export function triggerRows(triggers: readonly ActionTriggerFieldsFragment[], hospitalId: string | null): TriggerRow[] {
  return AUTOMATIC.map((source) => {
    const ofSource = triggers.filter((one) => one.source === source);
    const own = ofSource.find((one) => (one.hospital?.id ?? null) === hospitalId);
    return { id: source, trigger: own ?? ofSource.find((one) => !one.hospital) ?? null, isOwn: own !== undefined };
  });
}
