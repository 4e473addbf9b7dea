import { dayMs, hourOf } from "../day/clock.ts";
import { rush, type DemoJourneyType } from "../day/rhythm.ts";
import { createRandom } from "../random.ts";

/**
 * How likely a stage goes badly. Made so that charts have something to tell: hospitals, departments and physicians differ,
 * busy hours hurt, and three stories run through the ninety days.
 */
export interface StageFacts {
  readonly hospital: string;
  readonly journeyType: DemoJourneyType;
  readonly stage: string;
  readonly department: string;
  readonly physician: string | null;
  readonly at: Date;
}

const usual = -2.4;

const byHospital: Readonly<Record<string, number>> = { OLAYA: -0.2, SUWAIDI: 0.2, NUZHA: 0.05 };

const byStage: Readonly<Record<string, number>> = {
  OPD_MD_CONSULT: -0.05,
  LAB: -0.2,
  RADIOLOGY: 0.1,
  PHARMACY: 0.3,
  IP_ADMISSION: 0,
  IP_DOCTOR: -0.3,
  IP_NURSING: 0.05,
  IP_DISCHARGE: 0.3,
  EMS_TRANSPORT: -0.6,
  ER_CARE: 0.45,
};

const known = new Map<string, number>();

/** The same for a place or a person in every run. */
function trait(name: string, deviation: number): number {
  const found = known.get(name) ?? createRandom(360).fork(name).normal(0, deviation);
  known.set(name, found);
  return found;
}

/** `age`: days before now. */
function story({ hospital, stage, department }: StageFacts, age: number): number {
  // A second counter and queue numbers in OLAYA's pharmacy: complaints about waiting fade.
  if (hospital === "OLAYA" && stage === "PHARMACY") return 0.8 - 0.018 * (90 - age);
  // SUWAIDI's laboratory lost people and gets slowly worse.
  if (hospital === "SUWAIDI" && stage === "LAB") return -0.6 + 0.018 * (90 - age);
  // NUZHA's scanner has been down for ten days.
  if (hospital === "NUZHA" && department === "RAD-CTMRI") return age < 10 ? 1.4 : 0;
  return -0.0012 * (90 - age);
}

/** Probability, 0–1. `visitMood`: what a whole visit has in common. */
export function riskOf(facts: StageFacts, now: Date, visitMood: number): number {
  const age = (now.getTime() - facts.at.getTime()) / dayMs;
  const busy = facts.journeyType === "INPATIENT" ? 0 : 0.22 * (rush(facts.journeyType, hourOf(facts.at)) - 1);
  const logit =
    usual +
    visitMood +
    busy +
    story(facts, age) +
    (byHospital[facts.hospital] ?? 0) +
    (byStage[facts.stage] ?? 0) +
    trait(`${facts.hospital} ${facts.department}`, 0.25) +
    (facts.physician ? trait(facts.physician, 0.45) : 0);
  return 1 / (1 + Math.exp(-logit));
}
