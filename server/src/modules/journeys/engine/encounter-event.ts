import type { InboundEventWork } from "../../integrations/index.ts";
import { readPayload, type PayloadFacts } from "./inbound-payload.ts";

/** An inbound event, read: what journeys need of it. */
export interface EncounterEvent {
  readonly id: string;
  readonly sourceSystem: string;
  readonly code: string;
  readonly encounterId: string;
  readonly mrn: string | null;
  readonly hospitalCode: string | null;
  readonly hospitalId: string | null;
  readonly occurredAt: Date;
  readonly facts: PayloadFacts;
}

/** The same, once it is known whose it is (JO-13). */
export type PlacedEvent = EncounterEvent & { readonly hospitalId: string };

export function readEvent(work: InboundEventWork): EncounterEvent {
  return {
    id: work.id,
    sourceSystem: work.sourceSystem,
    code: work.eventCode,
    encounterId: work.encounterId,
    mrn: work.patientIdentifier,
    hospitalCode: work.hospitalCode,
    hospitalId: work.hospitalId,
    occurredAt: work.occurredAt,
    facts: readPayload(work.payload),
  };
}

export const encounterKey = (hospitalId: string, encounterId: string): string => `${hospitalId} ${encounterId}`;
export const placeKey = (hospitalId: string, code: string): string => `${hospitalId} ${code}`;
