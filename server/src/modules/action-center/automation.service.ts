import { applyChanges, assertVersion, failure, type Tx } from "../core/index.ts";
import { ActionTrigger } from "./action-trigger.entity.ts";
import { assertMayConfigure, resolvePlace } from "./configuration.service.ts";
import type { PxActionSource } from "./px-action.enums.ts";
import { bandProblem, type PriorityBand } from "./trigger.rules.ts";

export interface TriggerFields {
  readonly hospitalId?: string | null;
  readonly source: PxActionSource;
  readonly version?: number | null;
  readonly isEnabled: boolean;
  readonly isEvidenceRequired: boolean;
  readonly bands: PriorityBand[];
}

/** PX-1, PX-2: one row per source and place; a hospital's first change makes its own row. */
export async function saveTrigger(tx: Tx, fields: TriggerFields): Promise<ActionTrigger> {
  const { hospitalId, source, isEnabled, isEvidenceRequired } = fields;
  const { hospital } = await resolvePlace(tx, { hospitalId });
  assertMayConfigure(tx, hospitalId ?? null);
  const problem = bandProblem(fields.bands);
  if (problem) {
    throw failure(
      problem,
      "The bands begin at 0, lie within 0–200, and no two begin together.",
      "يجب أن تبدأ الشرائح من 0 وألا تتجاوز 200 وألا تتكرر.",
      ["bands"],
    );
  }
  const bands = fields.bands
    .map(({ fromGap, priority }) => ({ fromGap, priority }))
    .sort((a, b) => a.fromGap - b.fromGap);
  const known = await tx.em.findOne(ActionTrigger, { hospital: hospitalId ?? null, source });
  if (known) assertVersion(known, fields.version);
  const trigger = known ?? tx.em.create(ActionTrigger, { hospital, source, isEnabled, isEvidenceRequired, bands });
  const changes = known
    ? applyChanges(known, { isEnabled, isEvidenceRequired, bands })
    : { after: { source, isEnabled, isEvidenceRequired, bands } };
  tx.audit({
    action: "actionTrigger.saved",
    targetType: "ActionTrigger",
    targetId: trigger.id,
    hospitalId,
    ...changes,
  });
  return trigger;
}
