import { applyChanges, assertNothingStands, assertVersion, findVisible, type Tx } from "../core/index.ts";
import { ActionChecklist } from "./action-checklist.entity.ts";
import { itemProblems, type ChecklistItem } from "./checklist.rules.ts";
import { assertMayConfigure, resolvePlace } from "./configuration.service.ts";
import type { PxActionSource } from "./px-action.enums.ts";

export interface ChecklistFields {
  readonly hospitalId?: string | null;
  readonly source: PxActionSource;
  readonly version?: number | null;
  readonly items: readonly ChecklistItem[];
}

/** PX-24: counts for actions that are opened from now on; open ones keep theirs. */
export async function saveChecklist(tx: Tx, fields: ChecklistFields): Promise<ActionChecklist> {
  const { hospitalId, source } = fields;
  const { hospital } = await resolvePlace(tx, { hospitalId });
  assertMayConfigure(tx, hospitalId ?? null);
  assertNothingStands(itemProblems(fields.items));
  const items = fields.items.map(({ textAr, textEn, isRequired, isActive, fromPriority }) => ({
    textAr: textAr.trim(),
    textEn: textEn.trim(),
    isRequired,
    isActive,
    fromPriority: fromPriority ?? null,
  }));
  const known = await tx.em.findOne(ActionChecklist, { hospital: hospitalId ?? null, source });
  if (known) assertVersion(known, fields.version);
  const list = known ?? tx.em.create(ActionChecklist, { hospital, source, items });
  const changes = known ? applyChanges(known, { items }) : { after: { source, items } };
  tx.audit({
    action: "actionChecklist.saved",
    targetType: "ActionChecklist",
    targetId: list.id,
    hospitalId,
    ...changes,
  });
  return list;
}

/** A hospital whose list goes uses the group's again. */
export async function deleteChecklist(tx: Tx, id: string): Promise<string> {
  const list = await findVisible(tx.em, ActionChecklist, id);
  const hospitalId = list.hospital?.id ?? null;
  assertMayConfigure(tx, hospitalId);
  const { source, items } = list;
  tx.audit({
    action: "actionChecklist.deleted",
    targetType: "ActionChecklist",
    targetId: id,
    hospitalId,
    before: { source, items },
  });
  tx.em.remove(list);
  return id;
}
