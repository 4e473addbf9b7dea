import type { CodeBook } from "../../modules/journeys/event-kind.rules.ts";
import { dayMs, hourMs, minuteMs, plus, startOfDay } from "../day/clock.ts";
import { drawStart, encountersPerDay, journeyMix, type DemoJourneyType } from "../day/rhythm.ts";
import { drawVisit, type Visit } from "../day/visits.ts";
import { hospitals, type HospitalPlan } from "../group/hospitals.ts";
import type { Random } from "../random.ts";
import { PatientPool } from "../rows/seed-patients.ts";
import { replay, type Places, type ReplayedVisit } from "./replay.ts";

export const historyDays = 90;

/** Encounters that just began, so that journeys are under way whatever the hour at which the demo is made. */
const justBegun: readonly (readonly [DemoJourneyType, minutesAgo: number])[] = [
  ["OPD", 4],
  ["OPD", 9],
  ["OPD", 16],
  ["OPD", 24],
  ["OPD", 38],
  ["OPD", 52],
  ["OPD", 70],
  ["EMS", 6],
  ["EMS", 21],
  ["EMS", 47],
  ["INPATIENT", 35],
  ["INPATIENT", 150],
];

/** About `count` encounters of the last ninety days, in the order in which they began. */
export function drawVisits(random: Random, count: number, now: Date): Visit[] {
  const firstDay = plus(startOfDay(now), -historyDays * dayMs);
  const shares = journeyMix.reduce((sum, [, share]) => sum + share, 0);
  const hospital = () => random.weighted(hospitals.map((each): [HospitalPlan, number] => [each, each.weight]));
  const history = journeyMix.flatMap(([type, share]) =>
    encountersPerDay(type, (count * share) / shares, firstDay, historyDays + 1).flatMap(({ day, count: ofDay }) =>
      Array.from({ length: ofDay }, () => drawVisit(random, type, hospital(), drawStart(random, type, day))),
    ),
  );
  const fresh = justBegun.map(([type, minutesAgo]) =>
    drawVisit(random, type, hospital(), plus(now, -minutesAgo * minuteMs - random.between(0, 3) * minuteMs)),
  );
  return [...history, ...fresh]
    .filter(({ events }) => (events[0]?.at ?? now) < now)
    .toSorted((a, b) => (a.events[0]?.at.getTime() ?? 0) - (b.events[0]?.at.getTime() ?? 0));
}

/** First number of an encounter: the examples of the documentation lie below. */
const firstEncounter = 100_001;

export function replayAll(
  random: Random,
  visits: readonly Visit[],
  book: CodeBook,
  places: Places,
  now: Date,
): { visits: ReplayedVisit[]; patients: PatientPool } {
  const patients = new PatientPool(random.fork("patients"));
  const replayed = visits.flatMap((visit, i) => {
    const start = visit.events[0]?.at ?? now;
    // A record is made at the first visit, at the desk, moments before the check-in.
    const patient = patients.visitor(visit.hospital, plus(start, -hourMs / 30));
    const one = replay(random, book, places, visit, {
      encounterId: `E-${start.getUTCFullYear()}-${firstEncounter + i}`,
      patient,
      now,
    });
    return one ? [one] : [];
  });
  return { visits: replayed, patients };
}
