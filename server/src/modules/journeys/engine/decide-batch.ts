import { encounterKey, type PlacedEvent } from "./encounter-event.ts";
import { decideEvent, isRefusal, type Outcome } from "./decide-event.ts";
import type { Refusal } from "./resolve-hospitals.ts";
import type { World } from "./world.ts";

export interface Decisions {
  readonly outcomes: readonly Outcome[];
  readonly refusals: readonly Refusal[];
}

/**
 * Decides event by event, in the order in which they happened. What came too early within the batch has its turn as soon as
 * its journey opens (JO-12), so that one batch ends as several would.
 */
export function decideBatch(world: World, events: readonly PlacedEvent[]): Decisions {
  const outcomes = new Map<string, Outcome>();
  const refusals: Refusal[] = [];
  const early = new Map<string, PlacedEvent[]>();
  const take = (event: PlacedEvent): void => {
    const result = decideEvent(world, event);
    if (isRefusal(result)) {
      refusals.push(result);
      return;
    }
    outcomes.set(event.id, result);
    const key = encounterKey(event.hospitalId, event.encounterId);
    if (result.status === "UNMATCHED") early.set(key, [...(early.get(key) ?? []), event]);
    if (result.step?.isOpened) {
      const waiting = early.get(key) ?? [];
      early.delete(key);
      for (const each of waiting) take(each);
    }
  };
  for (const event of events) take(event);
  return { outcomes: [...outcomes.values()], refusals };
}
