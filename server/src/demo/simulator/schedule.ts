import { dayMs, hourMs, plus } from "../day/clock.ts";
import { payload } from "../day/payload.ts";
import { journeyMix, type DemoJourneyType } from "../day/rhythm.ts";
import { drawVisit, type Visit } from "../day/visits.ts";
import { hospitals, type HospitalPlan } from "../group/hospitals.ts";
import { demoSourceSystem } from "../group/users.ts";
import { drawPatient, type PatientPerson } from "../people/people.ts";
import { createRandom, type Random } from "../random.ts";

/** An event as the intake takes it (intake.md). */
export interface WireEvent {
  readonly source_system: string;
  readonly event_id: string;
  readonly event_code: string;
  readonly encounter_id: string;
  readonly patient_identifier: string;
  readonly hospital_code: string;
  readonly occurred_at: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Sending {
  /** Milliseconds after the start. */
  readonly sendAt: number;
  /** Milliseconds after the start at which it happened in the hospital. */
  readonly happenedAt: number;
  readonly event: Omit<WireEvent, "occurred_at">;
  readonly isRepetition: boolean;
}

export interface ScheduleOptions {
  readonly rate: number;
  readonly minutes: number;
  readonly duplicates: number;
  readonly disorder: number;
  readonly seed: number;
  /** Tells runs apart: the same numbers again would all be repetitions. */
  readonly runId: string;
}

/** Ten in the morning of some working day: only the order and the gaps of its events count. */
const pretendedStart = new Date("2026-11-22T07:00:00Z");

/** How long after a neighbour an encounter begins, before time is compressed. */
const spreadMs = 3 * hourMs;

interface Planned {
  readonly at: number;
  readonly visit: number;
  readonly event: Omit<WireEvent, "occurred_at" | "event_id">;
}

/**
 * A hospital day in `minutes`: encounters overlap, each keeps the order and the proportions of its gaps, and time is bent so that
 * `rate` events happen per second. Some arrive late, behind a later one of the same encounter; some arrive twice. In the order of sending.
 */
export function planDay({ rate, minutes, duplicates, disorder, seed, runId }: ScheduleOptions): Sending[] {
  const random = createRandom(seed);
  const count = Math.max(1, Math.round(rate * minutes * 60));
  const events = drawEvents(random, count, runId).slice(0, count);
  const gap = 1_000 / rate;
  const slots = events.map((_, i) => i * gap + random.between(0, 0.8) * gap);
  const numbered = events.map(({ visit, event }, i) => ({
    visit,
    happenedAt: slots[i] ?? 0,
    event: { ...event, event_id: `SIM-${runId}-${String(i + 1).padStart(6, "0")}` },
  }));
  const sendings = numbered.flatMap(({ visit, happenedAt, event }, i): Sending[] => {
    const next = numbered.findIndex((other, j) => j > i && other.visit === visit);
    const isLate = next > 0 && random.chance(disorder);
    const sendAt = isLate ? (numbered[next]?.happenedAt ?? happenedAt) + random.between(0.2, 3) * gap : happenedAt;
    const first = { sendAt, happenedAt, event, isRepetition: false };
    return random.chance(duplicates)
      ? [first, { ...first, sendAt: sendAt + random.between(0, 12) * gap, isRepetition: true }]
      : [first];
  });
  return sendings.toSorted((a, b) => a.sendAt - b.sendAt);
}

/** Enough encounters for `count` events, all events in the order of (pretended) time. */
function drawEvents(random: Random, count: number, runId: string): Planned[] {
  const events: Planned[] = [];
  for (let visit = 0; events.length < count; visit++) {
    const type = random.weighted<DemoJourneyType>(journeyMix);
    const hospital = random.weighted(hospitals.map((each): [HospitalPlan, number] => [each, each.weight]));
    const drawn = drawVisit(random, type, hospital, pretendedStart);
    const patient = drawPatient(random);
    const begins = visit === 0 ? 0 : random.between(0, spreadMs) * Math.sqrt(count / 60);
    events.push(
      ...wireEvents(drawn, patient, `${runId}-${String(visit + 1).padStart(4, "0")}`).map(([at, event]) => ({
        at: begins + at,
        visit,
        event,
      })),
    );
  }
  return events.toSorted((a, b) => a.at - b.at);
}

function wireEvents(visit: Visit, patient: PatientPerson, number: string): [number, Planned["event"]][] {
  const first = visit.events[0]?.at ?? pretendedStart;
  return visit.events.map((event, i) => [
    condensed(event.at.getTime() - first.getTime()),
    {
      source_system: demoSourceSystem,
      event_code: event.code,
      encounter_id: `SIM-E-${number}`,
      patient_identifier: `SIM-MRN-${number}`,
      hospital_code: visit.hospital,
      payload: payload(visit.type, event, i === 0 ? patient : null),
    },
  ]);
}

/** Days on a ward shrink to hours, so that a stay is over within the day that is played. */
const condensed = (ms: number): number => (ms <= 4 * hourMs ? ms : 4 * hourMs + ((ms - 4 * hourMs) / dayMs) * hourMs);

export const atMoment = (start: Date, { event, happenedAt }: Sending): WireEvent => ({
  ...event,
  occurred_at: plus(start, happenedAt).toISOString(),
});
