import { ref } from "@mikro-orm/core";
import { applyChanges, assertVersion, failure, findVisible, lockKeys, type Tx } from "../core/index.ts";
import { assertFilled } from "../organizations/index.ts";
import { moveCategoryOfCases, SlaCaseKind } from "../sla/index.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { Complaint } from "./complaint.entity.ts";
import type { ComplaintSeverity } from "./complaint.enums.ts";
import { categoryRefusal } from "./complaint.refusals.ts";
import { placeCategory, type CategoryNode } from "./complaint.rules.ts";

export interface CategoryFields {
  readonly parentId?: string | null;
  readonly code?: string;
  readonly nameAr?: string;
  readonly nameEn?: string;
  readonly position?: number;
  readonly defaultSeverity?: ComplaintSeverity | null;
  readonly isActive?: boolean;
}

export async function createCategory(
  tx: Tx,
  fields: CategoryFields & { readonly code: string; readonly nameAr: string; readonly nameEn: string },
): Promise<ComplaintCategory> {
  check(fields);
  const parentId = fields.parentId ?? null;
  await lockTree(tx);
  const placed = placeCategory(await nodes(tx), null, parentId);
  if ("refusal" in placed) throw categoryRefusal(placed.refusal);
  const parent = parentId ? await findVisible(tx.em, ComplaintCategory, parentId) : null;
  await assertCodeIsFree(tx, fields.code);
  const category = tx.em.create(ComplaintCategory, {
    code: codeOf(fields.code),
    nameAr: fields.nameAr.trim(),
    nameEn: fields.nameEn.trim(),
    parent: parent && ref(parent),
    level: placed.level,
    position: fields.position ?? 0,
    defaultSeverity: fields.defaultSeverity,
  });
  audit(tx, "created", category, undefined, { ...fields });
  return category;
}

/** CM-3: moving takes everything below along, and the deadlines of open complaints know of it. */
export async function updateCategory(
  tx: Tx,
  id: string,
  version: number,
  fields: CategoryFields,
): Promise<ComplaintCategory> {
  if (fields.parentId !== undefined) await lockTree(tx);
  const category = await findVisible(tx.em, ComplaintCategory, id);
  assertVersion(category, version);
  check(fields);
  const { parentId, code, nameAr, nameEn, ...rest } = fields;
  if (code !== undefined && codeOf(code) !== category.code) await assertCodeIsFree(tx, code);
  if (parentId !== undefined && parentId !== category.parentId) await move(tx, category, parentId);
  const changes = { ...rest, code: code && codeOf(code), nameAr: nameAr?.trim(), nameEn: nameEn?.trim() };
  const { before, after } = applyChanges(category, changes);
  audit(tx, "updated", category, before, { ...after, parentId });
  return category;
}

async function move(tx: Tx, category: ComplaintCategory, parentId: string | null): Promise<void> {
  const all = await tx.em.find(ComplaintCategory, {});
  const placed = placeCategory(all.map(nodeOf), category.id, parentId);
  if ("refusal" in placed) throw categoryRefusal(placed.refusal);
  const parent = parentId ? await findVisible(tx.em, ComplaintCategory, parentId) : null;
  const shift = placed.level - category.level;
  category.parent = parent && ref(parent);
  const moved = new Set([category.id]);
  for (const row of all.toSorted((a, b) => a.level - b.level)) {
    if (row.parent && moved.has(row.parent.id)) moved.add(row.id);
  }
  for (const row of all) if (moved.has(row.id)) row.level += shift;
  await moveCategoryOfCases(tx, SlaCaseKind.COMPLAINT, category.id, pathFrom(all, parentId));
}

/** CM-41: before the tree is read. One change of its shape after another, so that two together can't make a cycle or a fifth level. */
const lockTree = (tx: Tx) => lockKeys(tx.em, ["complaint-categories"]);

/** The category and all above it, nearest first. */
function pathFrom(all: readonly ComplaintCategory[], id: string | null): string[] {
  const row = all.find((each) => each.id === id);
  return row ? [row.id, ...pathFrom(all, row.parentId)] : [];
}

/** CM-3: only where nothing hangs on it; else it is taken out of use. */
export async function deleteCategory(tx: Tx, id: string): Promise<string> {
  const category = await findVisible(tx.em, ComplaintCategory, id);
  const isUsed =
    (await tx.em.count(Complaint, { category: id }, { filters: false })) > 0 ||
    (await tx.em.count(ComplaintCategory, { parent: id })) > 0;
  if (isUsed) {
    throw failure(
      "IN_USE",
      "Complaints or categories hang on it. Take it out of use instead.",
      "ترتبط به شكاوى أو تصنيفات. أوقف استخدامه بدلًا من حذفه.",
      ["id"],
    );
  }
  audit(tx, "deleted", category, { code: category.code }, undefined);
  tx.em.remove(category);
  return id;
}

const nodeOf = (row: ComplaintCategory): CategoryNode => ({
  id: row.id,
  parentId: row.parent?.id ?? null,
  level: row.level,
});

const nodes = async (tx: Tx) => (await tx.em.find(ComplaintCategory, {})).map(nodeOf);
const codeOf = (code: string) => code.trim().toUpperCase();

function check(fields: CategoryFields): void {
  const given = (["code", "nameAr", "nameEn"] as const).filter((name) => fields[name] !== undefined);
  assertFilled(fields, given);
}

async function assertCodeIsFree(tx: Tx, code: string): Promise<void> {
  if ((await tx.em.count(ComplaintCategory, { code: codeOf(code) })) === 0) return;
  throw failure("CODE_TAKEN", "Another category has this code.", "يوجد تصنيف آخر بهذا الرمز.", ["code"]);
}

function audit(tx: Tx, what: string, category: ComplaintCategory, before?: object, after?: object): void {
  tx.audit({
    action: `complaintCategory.${what}`,
    targetType: "ComplaintCategory",
    targetId: category.id,
    before,
    after,
  });
}
