import type { Problem } from "../core/index.ts";
import { priorityRank, type PxActionPriority, type PxActionSource } from "./px-action.enums.ts";

export interface ChecklistItem {
  readonly textAr: string;
  readonly textEn: string;
  readonly isRequired: boolean;
  readonly isActive: boolean;
  readonly fromPriority?: PxActionPriority | null;
}

export interface ChecklistFacts {
  readonly hospitalId: string | null;
  readonly source: PxActionSource;
  readonly items: readonly ChecklistItem[];
}

/** PX-24: a hospital's own list beats the group's, also an empty one: that is how a hospital does without. */
export function pickChecklist<Row extends ChecklistFacts>(
  lists: readonly Row[],
  hospitalId: string,
  source: PxActionSource,
): Row | null {
  const ofSource = lists.filter((list) => list.source === source);
  return (
    ofSource.find((list) => list.hospitalId === hospitalId) ?? ofSource.find((list) => list.hospitalId === null) ?? null
  );
}

/** PX-24: what an action of this priority gets, in the list's order. */
export const itemsFor = (items: readonly ChecklistItem[], priority: PxActionPriority): ChecklistItem[] =>
  items.filter(
    ({ isActive, fromPriority }) => isActive && (!fromPriority || priorityRank[priority] >= priorityRank[fromPriority]),
  );

export const mostItems = 30;
const longestText = 300;

/** PX-24: each item reads well in both languages. */
export function itemProblems(items: readonly ChecklistItem[]): Problem[] {
  const problems: Problem[] = [];
  if (items.length > mostItems)
    problems.push({
      code: "TOO_MANY",
      message: { en: `At most ${mostItems} items.`, ar: `الحد الأقصى ${mostItems} بندًا.` },
      field: ["items"],
    });
  for (const [index, item] of items.entries())
    for (const key of ["textAr", "textEn"] as const) {
      const field = ["items", String(index), key];
      if (!item[key].trim())
        problems.push({
          code: "REQUIRED",
          message: { en: "Write the item in both languages.", ar: "اكتب البند باللغتين." },
          field,
        });
      else if (item[key].trim().length > longestText)
        problems.push({
          code: "TOO_LONG",
          message: { en: `At most ${longestText} characters.`, ar: `الحد الأقصى ${longestText} حرف.` },
          field,
        });
    }
  return problems;
}
