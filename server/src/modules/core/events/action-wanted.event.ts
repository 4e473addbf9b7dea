import type { Bilingual } from "../text/bilingual.ts";
import { defineEvent } from "./event.ts";

/**
 * PX-23: something happened that may call for an action: a negative mention, a low call rating, a KPI breach. Declared here because those
 * who see it and those who act on it may not import each other. It is stored with the outbox: ids and figures, never words of a patient.
 */
export interface ActionWanted {
  readonly source: "SOCIAL_MENTION" | "CALL_RATING" | "KPI_BREACH";
  /** The mention, the call, the KPI's value: the same again opens nothing. */
  readonly sourceId: string;
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  /** How far beyond what is acceptable, in points of 0–200; the trigger's bands make a priority of it. */
  readonly gap: number;
  /** What it is about; never a patient's name. */
  readonly title: Bilingual;
  /** ISO time from which the action's clock counts. */
  readonly occurredAt: string;
  readonly patientId?: string | null;
  readonly journeyId?: string | null;
  readonly complaintId?: string | null;
}

export const actionWanted = defineEvent<ActionWanted>("action.wanted");
