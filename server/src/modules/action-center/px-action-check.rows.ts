import { newId, sql, type Tx } from "../core/index.ts";
import { loadChecklists } from "./action-configuration.ts";
import { itemsFor, pickChecklist } from "./checklist.rules.ts";
import type { PxAction } from "./px-action.entity.ts";

/** Which list an action was given, for its history (P4). */
export interface GivenChecklist {
  readonly checklistId: string;
  readonly checklistVersion: number;
  readonly checks: number;
}

/** PX-24: gives new actions their items, two statements for however many. By the action's id: the list that it got. */
export async function insertChecks(tx: Tx, opened: readonly PxAction[]): Promise<Map<string, GivenChecklist>> {
  const lists = await loadChecklists(tx.em);
  const given = new Map<string, GivenChecklist>();
  const rows = opened.flatMap((action) => {
    const list = pickChecklist(lists, action.hospital.id, action.source);
    if (!list) return [];
    const items = itemsFor(list.items, action.priority);
    given.set(action.id, { checklistId: list.id, checklistVersion: list.version, checks: items.length });
    return items.map(({ textAr, textEn, isRequired }, index) => ({
      id: newId(),
      action_id: action.id,
      position: index + 1,
      text_ar: textAr,
      text_en: textEn,
      is_required: isRequired,
    }));
  });
  if (rows.length === 0) return given;
  await sql(
    tx.em,
    `insert into px_action_check (id, created_at, action_id, position, text_ar, text_en, is_required)
     select r.id, $1, r.action_id, r.position, r.text_ar, r.text_en, r.is_required
       from jsonb_to_recordset($2::jsonb) as r(id uuid, action_id uuid, position smallint, text_ar text, text_en text, is_required boolean)`,
    [tx.now, JSON.stringify(rows)],
  );
  return given;
}
