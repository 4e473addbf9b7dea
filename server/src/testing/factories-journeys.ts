import { newId, type Tx } from "../modules/core/index.ts";
import { inboundEventId } from "../modules/integrations/index.ts";
import { InboundEvent } from "../modules/integrations/index.ts";
import { JourneyInstance, JourneyType, type JourneyTemplate } from "../modules/journeys/index.ts";
import { openJourneyByHand } from "../modules/journeys/instance.service.ts";
import { createJourneyTemplate } from "../modules/journeys/template.service.ts";
import type { StageFields } from "../modules/journeys/template.rules.ts";
import type { Hospital } from "../modules/organizations/index.ts";
import { buildHospital } from "./factories.ts";

let count = 0;

interface GivenTemplate {
  /** Null: the group's default. */
  hospital?: Hospital | null;
  journeyType?: JourneyType;
  code?: string;
  isActive?: boolean;
  openingEventCodes?: string[];
  closingEventCodes?: string[];
  /** Triggers of the stages, or the stages themselves. */
  stages?: (string | Partial<StageFields>)[];
}

export const opdTriggers = [
  "OPD_VISIT_COMPLETED",
  "LAB_ORDER_COMPLETED",
  "RADIOLOGY_REPORT_FINALIZED",
  "PHARMACY_DISPENSED",
];

/** A template in force, by default the group's outpatient journey of F4.5 without surveys. */
export async function buildJourneyTemplate(tx: Tx, given: GivenTemplate = {}): Promise<JourneyTemplate> {
  const n = ++count;
  const stages = (given.stages ?? opdTriggers).map((each, i): StageFields => ({
    code: `STAGE_${i + 1}`,
    nameAr: `مرحلة ${i + 1}`,
    nameEn: `Stage ${i + 1}`,
    triggerEventCode: typeof each === "string" ? each : `TRIGGER_${i + 1}`,
    ...(typeof each === "string" ? {} : each),
  }));
  return createJourneyTemplate(tx, {
    code: given.code ?? `JOURNEY-${n}`,
    nameAr: `مسار ${n}`,
    nameEn: `Journey ${n}`,
    journeyType: given.journeyType ?? JourneyType.OPD,
    hospitalId: given.hospital?.id ?? null,
    isActive: given.isActive ?? null,
    openingEventCodes: given.openingEventCodes ?? [],
    closingEventCodes: given.closingEventCodes ?? [],
    stages,
  });
}

interface GivenJourney {
  hospital?: Hospital;
  encounterId?: string;
  mrn?: string;
  journeyType?: JourneyType;
  departmentId?: string;
  startedAt?: Date;
}

/** A journey that has just been opened. There must be a template in force (`buildJourneyTemplate`). */
export async function buildJourney(tx: Tx, given: GivenJourney = {}): Promise<JourneyInstance> {
  const n = ++count;
  const hospital = given.hospital ?? (await buildHospital(tx));
  return openJourneyByHand(tx, {
    hospitalId: hospital.id,
    encounterId: given.encounterId ?? `ENCOUNTER-${n}`,
    mrn: given.mrn ?? `JOURNEY-MRN-${n}`,
    journeyType: given.journeyType ?? JourneyType.OPD,
    departmentId: given.departmentId ?? null,
    startedAt: given.startedAt ?? null,
  });
}

export interface GivenEvent {
  hospital?: Hospital | null;
  eventCode: string;
  encounterId: string;
  mrn?: string | null;
  occurredAt?: Date;
  payload?: object;
  sourceSystem?: string;
  hospitalCode?: string | null;
}

/** A received event, as the intake leaves it. Returns its id. */
export function buildInboundEvent(tx: Tx, given: GivenEvent): string {
  const { kernel, now } = tx;
  const id = inboundEventId(now);
  tx.em.create(InboundEvent, {
    id,
    receivedAt: now,
    sourceSystem: given.sourceSystem ?? "HIS",
    externalId: newId(),
    eventCode: given.eventCode,
    encounterId: given.encounterId,
    patientIdentifier: given.mrn ?? null,
    hospitalCode: given.hospitalCode ?? null,
    hospital: given.hospital?.id ?? null,
    occurredAt: given.occurredAt ?? now,
    availableAt: now,
    payloadSealed: given.payload ? kernel.cipher.seal(JSON.stringify(given.payload)) : null,
  } as never);
  return id;
}
