import { ref } from "@mikro-orm/core";
import {
  applyChanges,
  assertVersion,
  covers,
  failure,
  findVisible,
  forbidden,
  Failure,
  type Tx,
} from "../core/index.ts";
import { assertFilled, Hospital } from "../organizations/index.ts";
import { SurveyTemplate } from "../surveys/index.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import type { JourneyType } from "./journey.status.ts";
import { StageTemplate } from "./stage-template.entity.ts";
import {
  planCodes,
  planStages,
  problem,
  problemsOfStages,
  type PlannedStage,
  type StageFields,
} from "./template.rules.ts";

export interface TemplateFields {
  code: string;
  nameAr: string;
  nameEn: string;
  journeyType: JourneyType;
  hospitalId?: string | null;
  isActive?: boolean | null;
  openingEventCodes?: string[] | null;
  closingEventCodes?: string[] | null;
  stages: StageFields[];
}

/** JO-18, JO-19. Left open, `isActive` means: in force unless another one is. */
export async function createJourneyTemplate(tx: Tx, fields: TemplateFields): Promise<JourneyTemplate> {
  const hospitalId = fields.hospitalId ?? null;
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  assertFilled(fields, ["code", "nameAr", "nameEn"]);
  await assertStages(tx, hospitalId, fields.stages);
  const code = fields.code.trim();
  if ((await tx.em.count(JourneyTemplate, { code, hospital: hospitalId }, { filters: false })) > 0) {
    throw failure("CODE_TAKEN", "This code is already used.", "هذا الرمز مستخدم بالفعل.", ["code"]);
  }
  const hospital = hospitalId === null ? null : ref(await findVisible(tx.em, Hospital, hospitalId));
  const { nameAr, nameEn, journeyType } = fields;
  const active = await activeTemplate(tx, hospitalId, journeyType);
  if (fields.isActive && active) throw activeExists(active.code);
  const isActive = fields.isActive ?? !active;
  const template = tx.em.create(JourneyTemplate, { hospital, code, nameAr, nameEn, journeyType, isActive });
  await tx.em.flush();
  await addVersion(
    tx,
    template,
    fields.openingEventCodes ?? [],
    fields.closingEventCodes ?? [],
    planStages(fields.stages),
  );
  audit(tx, "journeyTemplate.created", template, { after: { code, journeyType, isActive, version: 1 } });
  return template;
}

export interface TemplateChanges {
  nameAr?: string | null;
  nameEn?: string | null;
  openingEventCodes?: string[] | null;
  closingEventCodes?: string[] | null;
  stages?: StageFields[] | null;
}

/** JO-17: a change of stages or codes is a new version; journeys under way keep the one they began with. */
export async function updateJourneyTemplate(
  tx: Tx,
  id: string,
  version: number | null,
  changes: TemplateChanges,
): Promise<JourneyTemplate> {
  const template = await findVisible(tx.em, JourneyTemplate, id);
  const hospitalId = template.hospital?.id ?? null;
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  assertVersion(template, version);
  const { nameAr, nameEn, stages, openingEventCodes, closingEventCodes } = changes;
  const names = { nameAr: nameAr ?? template.nameAr, nameEn: nameEn ?? template.nameEn };
  assertFilled(names, ["nameAr", "nameEn"]);
  const changed = applyChanges(template, names);
  const before = await template.currentVersion?.loadOrFail({ populate: ["stages"] });
  const isNewVersion = Boolean(stages ?? openingEventCodes ?? closingEventCodes) && before;
  let number = before?.number;
  if (isNewVersion) {
    if (stages) await assertStages(tx, hospitalId, stages);
    const planned = stages ? planStages(stages) : before.stages.getItems().map(plannedAgain);
    const added = await addVersion(
      tx,
      template,
      openingEventCodes ?? before.openingEventCodes,
      closingEventCodes ?? before.closingEventCodes,
      planned,
    );
    number = added.number;
  }
  audit(tx, "journeyTemplate.updated", template, {
    before: { ...changed.before, version: before?.number },
    after: { ...changed.after, version: number },
  });
  await tx.em.flush();
  return template;
}

/** JO-18: one template at most is in force per hospital and type. `isReplacing` takes the other one out in the same moment. */
export async function setJourneyTemplateActive(
  tx: Tx,
  id: string,
  isActive: boolean,
  options: { version?: number | null; isReplacing?: boolean | null } = {},
): Promise<JourneyTemplate> {
  const template = await findVisible(tx.em, JourneyTemplate, id);
  const hospitalId = template.hospital?.id ?? null;
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  assertVersion(template, options.version);
  const other = isActive ? await activeTemplate(tx, hospitalId, template.journeyType) : null;
  if (other && other.id !== id) {
    if (!options.isReplacing) throw activeExists(other.code);
    other.isActive = false;
    await tx.em.flush();
    audit(tx, "journeyTemplate.switched", other, { before: { isActive: true }, after: { isActive: false } });
  }
  if (template.isActive !== isActive) {
    audit(tx, "journeyTemplate.switched", template, { before: { isActive: template.isActive }, after: { isActive } });
  }
  template.isActive = isActive;
  await tx.em.flush();
  return template;
}

function activeTemplate(tx: Tx, hospital: string | null, journeyType: JourneyType): Promise<JourneyTemplate | null> {
  return tx.em.findOne(JourneyTemplate, { hospital, journeyType, isActive: true }, { filters: false });
}

const activeExists = (code: string) =>
  failure(
    "ACTIVE_TEMPLATE_EXISTS",
    `${code} is in force for this hospital and journey type. Switch it off first, or replace it.`,
    `القالب ${code} مفعّل لهذا المستشفى ونوع المسار. أوقفه أولًا أو استبدله.`,
    ["isActive"],
  );

const plannedAgain = (stage: StageTemplate): PlannedStage => ({
  position: stage.position,
  code: stage.code,
  nameAr: stage.nameAr,
  nameEn: stage.nameEn,
  triggerEventCode: stage.triggerEventCode,
  surveyTemplateId: stage.surveyTemplate?.id ?? null,
  isAutoSendSurvey: stage.isAutoSendSurvey,
  isPhysicianRequired: stage.isPhysicianRequired,
});

async function assertStages(tx: Tx, hospitalId: string | null, stages: readonly StageFields[]): Promise<void> {
  const problems = problemsOfStages(stages);
  const wanted = stages.flatMap((stage) => stage.surveyTemplateId ?? []);
  // A survey of the group, or of the same hospital: another hospital's would show its name to these patients.
  const usable = await tx.em.find(SurveyTemplate, {
    id: { $in: wanted },
    $or: [{ hospital: null }, { hospital: hospitalId }],
  });
  const known = new Set(usable.map((template) => template.id));
  for (const [i, { surveyTemplateId }] of stages.entries()) {
    if (surveyTemplateId != null && !known.has(surveyTemplateId)) {
      problems.push(
        problem("UNKNOWN_SURVEY_TEMPLATE", "This survey does not exist here.", "هذه الاستبانة غير متاحة هنا.", [
          "stages",
          String(i),
          "surveyTemplateId",
        ]),
      );
    }
  }
  if (problems.length > 0) throw new Failure(problems);
}

async function addVersion(
  tx: Tx,
  template: JourneyTemplate,
  opening: readonly string[],
  closing: readonly string[],
  stages: readonly PlannedStage[],
): Promise<JourneyTemplateVersion> {
  const number = 1 + (await tx.em.count(JourneyTemplateVersion, { template: template.id }, { filters: false }));
  const version = tx.em.create(JourneyTemplateVersion, {
    template: ref(template),
    hospital: template.hospital ?? null,
    number,
    publishedAt: tx.now,
    openingEventCodes: planCodes(opening),
    closingEventCodes: planCodes(closing),
  });
  for (const { surveyTemplateId, ...stage } of stages) {
    const surveyTemplate =
      surveyTemplateId === null ? null : tx.em.getReference(SurveyTemplate, surveyTemplateId, { wrapped: true });
    tx.em.create(StageTemplate, { templateVersion: ref(version), ...stage, surveyTemplate });
  }
  await tx.em.flush();
  template.currentVersion = ref(version);
  await tx.em.flush();
  return version;
}

function audit(tx: Tx, action: string, template: JourneyTemplate, change: { before?: object; after?: object }): void {
  tx.audit({
    action,
    targetType: "JourneyTemplate",
    targetId: template.id,
    hospitalId: template.hospital?.id ?? null,
    ...change,
  });
}
