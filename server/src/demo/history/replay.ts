import { createCodeBook, kindsOf, openingPlan, type CodeBook } from "../../modules/journeys/event-kind.rules.ts";
import { decide, openJourney } from "../../modules/journeys/journey.rules.ts";
import type { EventFlag, JourneyState, StageState } from "../../modules/journeys/journey.state.ts";
import { plus } from "../day/clock.ts";
import type { Visit, VisitEvent } from "../day/visits.ts";
import { demoSourceSystem } from "../group/users.ts";
import type { Random } from "../random.ts";
import type { DemoPatient } from "../rows/seed-patients.ts";

export { createCodeBook };

/** One event as it arrived and what it did. */
export interface ReplayedEvent {
  readonly id: string;
  readonly event: VisitEvent;
  readonly receivedAt: Date;
  readonly processedAt: Date;
  readonly flags: readonly EventFlag[];
}

export interface CompletedStage {
  readonly stage: StageState;
  readonly processedAt: Date;
}

export interface ReplayedVisit {
  readonly visit: Visit;
  readonly patient: DemoPatient;
  readonly journey: JourneyState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** How often its row was written. */
  readonly writes: number;
  readonly events: readonly ReplayedEvent[];
  readonly completed: readonly CompletedStage[];
}

export interface Places {
  readonly hospitalId: (code: string) => string;
  readonly departmentId: (hospital: string, code: string) => string;
  readonly physicianId: (license: string) => string;
}

/**
 * The journey that these events make, by the very rules of the journeys module: history can't contradict what the product
 * would have done. Events that lie ahead have not happened yet; null when nothing has.
 */
export function replay(
  random: Random,
  book: CodeBook,
  places: Places,
  visit: Visit,
  given: { encounterId: string; patient: DemoPatient; now: Date },
): ReplayedVisit | null {
  const hospitalId = places.hospitalId(visit.hospital);
  const events: ReplayedEvent[] = [];
  const completed: CompletedStage[] = [];
  let journey: JourneyState | null = null;
  for (const event of visit.events) {
    const receivedAt = plus(event.at, 1_000 * random.logNormal(8, 0.8));
    const processedAt = plus(receivedAt, random.between(60, 900));
    if (processedAt > given.now) continue;
    const id = random.id(receivedAt);
    const coded = { sourceSystem: demoSourceSystem, code: event.code, journeyType: null };
    const departmentId = places.departmentId(visit.hospital, event.department);
    const step = decide(
      journey,
      {
        id,
        code: event.code,
        kinds: kindsOf(book, hospitalId, coded, journey?.plan.journeyType ?? null),
        occurredAt: event.at,
        physicianId: event.physician ? places.physicianId(event.physician) : null,
        departmentId,
      },
      () => {
        const opening = openingPlan(book, hospitalId, coded);
        if ("problem" in opening) throw new Error(`${event.code} opens no journey: ${opening.problem}`);
        return openJourney({
          hospitalId,
          encounterId: given.encounterId,
          plan: opening.plan,
          patientId: given.patient.id,
          departmentId,
          startedAt: event.at,
          newId: () => random.id(processedAt),
        });
      },
    );
    if (step.status !== "PROCESSED") throw new Error(`${event.code} of the demo was ${step.status}`);
    journey = step.journey;
    events.push({ id, event, receivedAt, processedAt, flags: step.flags });
    if (step.completedStage) completed.push({ stage: step.completedStage, processedAt });
  }
  const [first] = events;
  const last = events.at(-1);
  if (!journey || !first || !last) return null;
  return {
    visit,
    patient: given.patient,
    journey,
    createdAt: first.processedAt,
    updatedAt: last.processedAt,
    writes: events.length,
    events,
    completed,
  };
}
