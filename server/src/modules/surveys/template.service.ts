import { isDeepStrictEqual } from "node:util";
import { LockMode, ref, UniqueConstraintViolationException } from "@mikro-orm/core";
import {
  applyChanges,
  assertVersion,
  covers,
  Failure,
  failure,
  findVisible,
  forbidden,
  type Problem,
  type Tx,
} from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import type { SurveyDefinition } from "./survey-definition.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import { isCode } from "./survey.findings.ts";
import { normaliseDefinition, type DraftedDefinition } from "./survey.normalise.ts";
import { isBlank } from "./survey.text.ts";
import { validateDefinition } from "./survey.validation.ts";

export interface SurveyTemplateFields {
  nameAr: string;
  nameEn: string;
  negativeThreshold?: number | null;
  definition?: DraftedDefinition | null;
}

/** SV-1: a new survey is a draft; it may be incomplete until it is published. */
export async function createSurveyTemplate(
  tx: Tx,
  place: { code: string; hospitalId?: string | null },
  fields: SurveyTemplateFields,
): Promise<SurveyTemplate> {
  assertCovers(tx, place.hospitalId ?? null);
  const hospital = place.hospitalId ? await findVisible(tx.em, Hospital, place.hospitalId) : null;
  const code = place.code.trim();
  if (!isCode(code)) {
    throw failure(
      "BAD_CODE",
      "A code uses letters, digits, “-”, “_” and “.”.",
      "الرمز يستخدم حروفًا لاتينية وأرقامًا و«-» و«_» و«.».",
      ["code"],
    );
  }
  checkFields(fields);
  const template = tx.em.create(SurveyTemplate, {
    code,
    hospital: hospital ? ref(hospital) : null,
    nameAr: fields.nameAr.trim(),
    nameEn: fields.nameEn.trim(),
    negativeThreshold: fields.negativeThreshold ?? null,
    draft: normaliseDefinition(fields.definition ?? {}),
  });
  try {
    await tx.em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw failure("CODE_TAKEN", "This code is already used.", "هذا الرمز مستخدم بالفعل.", ["code"]);
  }
  audit(tx, "surveyTemplate.created", template, { after: { code, negativeThreshold: template.negativeThreshold } });
  return template;
}

/** Edits the draft. The threshold is a setting and counts at once; questions count when they are published. */
export async function updateSurveyTemplate(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<SurveyTemplateFields>,
): Promise<SurveyTemplate> {
  const template = await findForEditing(tx, id, version);
  checkFields({ ...template, ...fields });
  const { definition, ...settings } = fields;
  const changes = applyChanges(template, settings);
  const draft = definition ? normaliseDefinition(definition) : template.draft;
  if (!isDeepStrictEqual(draft, template.draft)) {
    template.draft = draft;
    Object.assign(changes.after, { draft: "changed" });
  }
  audit(tx, "surveyTemplate.updated", template, changes);
  return template;
}

/** SV-2 … SV-5: what is wrong is told by place; what is published stays as it is for ever. */
export async function publishSurveyTemplate(tx: Tx, id: string, version: number): Promise<SurveyTemplate> {
  const template = await findForEditing(tx, id, version);
  const problems = validateDefinition(template.draft).map((problem): Problem => ({
    code: problem.code,
    message: { en: problem.messageEn, ar: problem.messageAr },
    field: ["draft", ...problem.pointer],
  }));
  if (problems.length > 0) throw new Failure(problems);
  const current = (await template.currentVersion?.load()) ?? null;
  if (current && !hasUnpublishedChanges(template.draft, current.definition)) {
    throw failure("NOTHING_TO_PUBLISH", "Nothing changed since the last version.", "لا توجد تغييرات منذ الإصدار الأخير.", [
      "id",
    ]);
  }
  const published = tx.em.create(SurveyTemplateVersion, {
    template: ref(template),
    hospital: template.hospital ?? null,
    number: (current?.number ?? 0) + 1,
    publishedAt: tx.now,
    definition: template.draft,
  });
  // The version first: each refers to the other.
  await tx.em.flush();
  template.currentVersion = ref(published);
  audit(tx, "surveyTemplate.published", template, { after: { versionId: published.id, number: published.number } });
  return template;
}

export function hasUnpublishedChanges(draft: SurveyDefinition, published: SurveyDefinition | null): boolean {
  return published === null || !isDeepStrictEqual(normaliseDefinition(draft), normaliseDefinition(published));
}

/** Locked, so that two people who publish at once make two versions one after the other, or one gets CONFLICT. */
async function findForEditing(tx: Tx, id: string, version: number): Promise<SurveyTemplate> {
  const template = await findVisible(tx.em, SurveyTemplate, id);
  assertCovers(tx, template.hospital?.id ?? null);
  await tx.em.lock(template, LockMode.PESSIMISTIC_WRITE);
  await tx.em.refresh(template);
  assertVersion(template, version);
  return template;
}

/** Seeing a survey of the group is not the right to change it. */
function assertCovers(tx: Tx, hospitalId: string | null): void {
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
}

function checkFields(fields: SurveyTemplateFields): void {
  for (const field of ["nameAr", "nameEn"] as const) {
    if (isBlank(fields[field])) throw failure("REQUIRED", "Please fill this in.", "هذا الحقل مطلوب.", [field]);
  }
  const threshold = fields.negativeThreshold;
  if (threshold != null && !(threshold >= -100 && threshold <= 100)) {
    throw failure("OUT_OF_RANGE", "The threshold lies between −100 and 100.", "يجب أن تكون العتبة بين −100 و100.", [
      "negativeThreshold",
    ]);
  }
}

function audit(tx: Tx, action: string, template: SurveyTemplate, changes: { before?: object; after?: object }): void {
  tx.audit({
    action,
    targetType: "SurveyTemplate",
    targetId: template.id,
    hospitalId: template.hospital?.id ?? null,
    ...changes,
  });
}
