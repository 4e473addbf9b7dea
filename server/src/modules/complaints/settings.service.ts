import { ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { applyChanges, assertVersion, failure, findVisible, forbidden, sql, type Tx } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { SurveyTemplate } from "../surveys/index.ts";
import { ComplaintSettings } from "./complaint-settings.entity.ts";

export interface SettingsFacts {
  readonly isAcknowledging: boolean;
  readonly isClosingTold: boolean;
  readonly isSurveySent: boolean;
  readonly resolutionTemplateId: string | null;
  readonly isFourEyes: boolean;
  readonly isEvidenceRequired: boolean;
}

/** CM-2: the hospital's own row, else the group's. Read anew each time, so that a change counts at once (F1.2). */
export async function settingsFor(em: EntityManager, hospitalId: string): Promise<SettingsFacts> {
  const [row] = await sql<SettingsFacts>(
    em,
    `select is_acknowledging as "isAcknowledging", is_closing_told as "isClosingTold",
            is_survey_sent as "isSurveySent", resolution_template_id as "resolutionTemplateId", is_four_eyes as "isFourEyes",
            is_evidence_required as "isEvidenceRequired"
       from complaint_settings where hospital_id = $1 or hospital_id is null order by hospital_id nulls last limit 1`,
    [hospitalId],
  );
  if (!row) throw new Error("the group's complaint settings are missing");
  return row;
}

export interface SettingsFields {
  readonly hospitalId?: string | null;
  readonly version?: number | null;
  readonly isAcknowledging?: boolean;
  readonly isClosingTold?: boolean;
  readonly isSurveySent?: boolean;
  readonly resolutionTemplateId?: string | null;
  readonly isFourEyes?: boolean;
  readonly isEvidenceRequired?: boolean;
}

/** Saves the row of a hospital, made on first use from the group's, or that of the group. */
export async function saveSettings(tx: Tx, fields: SettingsFields): Promise<ComplaintSettings> {
  const { hospitalId = null, version, resolutionTemplateId, ...rest } = fields;
  if (hospitalId === null && !tx.scope.all) throw forbidden();
  if (hospitalId) await findVisible(tx.em, Hospital, hospitalId);
  const known = await tx.em.findOne(ComplaintSettings, { hospital: hospitalId }, { filters: false });
  const settings = known ?? (await ownRow(tx, hospitalId));
  assertVersion(settings, known ? version : null);
  const template = await templateFor(tx, hospitalId, resolutionTemplateId);
  const { before, after } = applyChanges(settings, rest);
  const templateBefore = settings.resolutionTemplate?.id ?? null;
  if (template !== undefined) settings.resolutionTemplate = template ? ref(SurveyTemplate, template) : null;
  tx.audit({
    action: "complaintSettings.saved",
    targetType: "ComplaintSettings",
    targetId: settings.id,
    hospitalId,
    before: { ...before, resolutionTemplateId: templateBefore },
    after: { ...after, resolutionTemplateId: settings.resolutionTemplate?.id ?? null },
  });
  return settings;
}

async function ownRow(tx: Tx, hospitalId: string | null): Promise<ComplaintSettings> {
  const group = await settingsFor(tx.em, hospitalId ?? "00000000-0000-0000-0000-000000000000");
  const { resolutionTemplateId, ...rest } = group;
  return tx.em.create(ComplaintSettings, {
    ...rest,
    hospital: hospitalId ? ref(Hospital, hospitalId) : null,
    resolutionTemplate: resolutionTemplateId ? ref(SurveyTemplate, resolutionTemplateId) : null,
  });
}

async function templateFor(tx: Tx, hospitalId: string | null, id: string | null | undefined) {
  if (!id) return id;
  const template = await tx.em.findOne(SurveyTemplate, { id }, { filters: false });
  const isUsable = template && (template.hospital == null || template.hospital.id === hospitalId);
  if (!isUsable) {
    throw failure(
      "UNKNOWN_TEMPLATE",
      "Choose a survey of this hospital or of the group.",
      "اختر استبانة تخص هذا المستشفى أو المجموعة.",
      ["resolutionTemplateId"],
    );
  }
  return id;
}
