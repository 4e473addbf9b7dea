import { newId, type Tx } from "../../core/index.ts";
import { loadEventRules, type EventRuleRow } from "../../integrations/index.ts";
import { createCodeBook, type CodeBook } from "../event-kind.rules.ts";
import type { JourneyState } from "../journey.state.ts";
import { PatientRegister } from "../patient-register.ts";
import type { PlacedEvent } from "./encounter-event.ts";
import { loadJourneys, type Encounter } from "./load-journeys.ts";
import { loadPatients, type PatientNumber } from "./load-patients.ts";
import { loadPlaces, type Places } from "./load-places.ts";
import { loadActivePlans } from "./load-plans.ts";

/** Everything that the events of a batch can touch, loaded with a handful of queries; the rules then need no database. */
export interface World {
  readonly book: CodeBook;
  readonly places: Places;
  readonly patients: PatientRegister;
  /** As they are in the database. */
  readonly loaded: ReadonlyMap<string, JourneyState>;
  /** As they are at this point of the batch, by `encounterKey`. */
  readonly journeys: Map<string, JourneyState>;
  readonly newId: () => string;
}

export function numbersOf(event: PlacedEvent): PatientNumber[] {
  const { mrn, hospitalId, facts } = event;
  return [mrn, facts.merge?.from ?? null, facts.merge?.into ?? null].flatMap((each) =>
    each === null ? [] : [{ hospitalId, mrn: each }],
  );
}

export async function loadWorld(
  tx: Tx,
  events: readonly PlacedEvent[],
  rules?: readonly EventRuleRow[],
): Promise<World> {
  return worldOf(tx, events, events.flatMap(numbersOf), events, rules);
}

export async function worldOf(
  tx: Tx,
  encounters: readonly Encounter[],
  patients: readonly PatientNumber[],
  events: readonly PlacedEvent[] = [],
  rules?: readonly EventRuleRow[],
): Promise<World> {
  const book = createCodeBook(rules ?? (await loadEventRules(tx)), await loadActivePlans(tx));
  const loaded = await loadJourneys(tx, encounters);
  const places = await loadPlaces(tx, events);
  const register = new PatientRegister(await loadPatients(tx, patients), newId);
  return { book, places, patients: register, loaded, journeys: new Map(loaded), newId };
}
