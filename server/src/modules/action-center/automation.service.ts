import { applyChanges, assertVersion, failure, findVisible, type Tx } from "../core/index.ts";
import { ActionTrigger } from "./action-trigger.entity.ts";
import { assertMayConfigure, assertRange, resolvePlace } from "./configuration.service.ts";
import { EscalationLevel } from "./escalation-level.entity.ts";
import type { EscalationTarget, PxActionSource } from "./px-action.enums.ts";
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

export interface LevelFields {
  readonly hospitalId?: string | null;
  readonly level: number;
  readonly version?: number | null;
  readonly afterMinutes: number;
  readonly target: EscalationTarget;
  readonly isReassigning: boolean;
}

const year = 366 * 24 * 60;

/** PX-10: one row per level and place. Later levels come later, so that a chain never jumps back. */
export async function saveLevel(tx: Tx, fields: LevelFields): Promise<EscalationLevel> {
  const { hospitalId, level, afterMinutes, target, isReassigning } = fields;
  const { hospital } = await resolvePlace(tx, { hospitalId });
  assertMayConfigure(tx, hospitalId ?? null);
  assertRange(level, 1, 20, "level");
  assertRange(afterMinutes, 0, year, "afterMinutes");
  const chain = await tx.em.find(EscalationLevel, { hospital: hospitalId ?? null });
  const isOutOfOrder = chain.some(
    (other) =>
      (other.level < level && other.afterMinutes > afterMinutes) ||
      (other.level > level && other.afterMinutes < afterMinutes),
  );
  if (isOutOfOrder) {
    throw failure(
      "OUT_OF_ORDER",
      "A higher level can't come before a lower one.",
      "لا يمكن أن يسبق مستوى أعلى مستوى أدنى.",
      ["afterMinutes"],
    );
  }
  const known = chain.find((row) => row.level === level);
  if (known) assertVersion(known, fields.version);
  const row = known ?? tx.em.create(EscalationLevel, { hospital, level, afterMinutes, target, isReassigning });
  const changes = known
    ? applyChanges(known, { afterMinutes, target, isReassigning })
    : { after: { level, afterMinutes, target, isReassigning } };
  tx.audit({
    action: "escalationLevel.saved",
    targetType: "EscalationLevel",
    targetId: row.id,
    hospitalId,
    ...changes,
  });
  return row;
}

/** A hospital whose last level goes uses the group's chain again. */
export async function deleteLevel(tx: Tx, id: string): Promise<string> {
  const row = await findVisible(tx.em, EscalationLevel, id);
  assertMayConfigure(tx, row.hospital?.id ?? null);
  const { level, afterMinutes, target } = row;
  tx.audit({
    action: "escalationLevel.deleted",
    targetType: "EscalationLevel",
    targetId: id,
    hospitalId: row.hospital?.id,
    before: { level, afterMinutes, target },
  });
  tx.em.remove(row);
  return id;
}
