import type { Bilingual, Tx } from "../core/index.ts";
import { loadTriggers } from "./action-configuration.ts";
import { openPxActions } from "./open-actions.service.ts";
import type { PxAction } from "./px-action.entity.ts";
import type { PxActionSource } from "./px-action.enums.ts";
import { pickTrigger, priorityOf } from "./trigger.rules.ts";

/** PX-23: something happened that may call for an action: a negative mention, a low call rating, a KPI breach. */
export interface ActionOccasion {
  readonly source: PxActionSource.SOCIAL_MENTION | PxActionSource.CALL_RATING | PxActionSource.KPI_BREACH;
  /** The mention, the call, the KPI's value: the same again opens nothing. */
  readonly sourceId: string;
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  /** How far beyond what is acceptable, in points of 0–200; the trigger's bands make a priority of it. */
  readonly gap: number;
  /** What it is about; never a patient's name. */
  readonly title: Bilingual;
  readonly description?: string | null;
  /** The clock starts here; the present moment when left out. */
  readonly occurredAt?: Date;
  readonly patientId?: string | null;
  readonly journeyId?: string | null;
  readonly complaintId?: string | null;
}

/**
 * PX-23: opens an action for each occasion where the hospital has its source switched on, once per source. Called by the
 * module that saw it, in the transaction in which it was written down. Returns what was opened now.
 */
export async function requestActions(tx: Tx, occasions: readonly ActionOccasion[]): Promise<PxAction[]> {
  if (occasions.length === 0) return [];
  const triggers = await loadTriggers(tx.em);
  const wanted = occasions.flatMap(({ gap, occurredAt, departmentId, ...occasion }) => {
    const trigger = pickTrigger(triggers, occasion.hospitalId, occasion.source);
    if (!trigger?.isEnabled) return [];
    return [
      {
        ...occasion,
        departmentId: departmentId ?? null,
        priority: priorityOf(trigger.bands, 0, gap),
        isEvidenceRequired: trigger.isEvidenceRequired,
        startedAt: occurredAt ?? tx.now,
      },
    ];
  });
  return openPxActions(tx, wanted);
}
