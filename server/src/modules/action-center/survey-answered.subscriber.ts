import { subscriber, type Bilingual, type Tx } from "../core/index.ts";
import { Department } from "../organizations/index.ts";
import { surveyAnswered, SurveyInstance } from "../surveys/index.ts";
import { loadTriggers, type TriggerRow } from "./action-configuration.ts";
import type { OpenActionRequest } from "./open-action.request.ts";
import { openPxActions } from "./open-actions.service.ts";
import { PxActionSource } from "./px-action.enums.ts";
import { pickTrigger, priorityOf } from "./trigger.rules.ts";

/** PX-1: a negative answer opens an action, where the hospital has that switched on. */
export const openActionForNegativeSurvey = subscriber({
  name: "action-center.open-action",
  event: surveyAnswered,
  async handle(tx, deliveries) {
    const ids = deliveries.filter(({ payload }) => payload.isNegative).map(({ payload }) => payload.surveyInstanceId);
    if (ids.length === 0) return;
    const triggers = await loadTriggers(tx.em);
    const surveys = await tx.em.find(
      SurveyInstance,
      { id: { $in: [...new Set(ids)] } },
      { orderBy: { answeredAt: "asc" } },
    );
    const departments = await namesOf(tx, surveys);
    const requests = surveys.flatMap((survey) => {
      const request = requestFor(survey, triggers, departments, tx.now);
      return request ? [request] : [];
    });
    await openPxActions(tx, requests);
  },
});

function requestFor(
  survey: SurveyInstance,
  triggers: readonly TriggerRow[],
  departments: ReadonlyMap<string, Bilingual>,
  now: Date,
): OpenActionRequest | null {
  const source = survey.complaintId ? PxActionSource.RESOLUTION_SURVEY : PxActionSource.STAGE_SURVEY;
  const trigger = pickTrigger(triggers, survey.hospital.id, source);
  if (!trigger?.isEnabled || survey.score == null || survey.threshold == null) return null;
  const departmentId = survey.department?.id ?? null;
  return {
    source,
    sourceId: survey.id,
    hospitalId: survey.hospital.id,
    departmentId,
    priority: priorityOf(trigger.bands, survey.score, survey.threshold),
    complaintId: survey.complaintId,
    title: titleOf(survey, departmentId ? departments.get(departmentId) : undefined),
    isEvidenceRequired: trigger.isEvidenceRequired,
    startedAt: survey.answeredAt ?? now,
    stageCode: survey.stageCode,
    surveyInstanceId: survey.id,
    journeyId: survey.journeyId,
  };
}

/** Stage and department say what it is about; no patient is named in a title. */
function titleOf(survey: SurveyInstance, department: Bilingual | undefined): Bilingual {
  const stage = { en: survey.stageNameEn ?? survey.stageCode, ar: survey.stageNameAr ?? survey.stageCode };
  const join = (parts: (string | null | undefined)[], separator: string) => parts.filter(Boolean).join(separator);
  return {
    en: join([stage.en ? `Negative survey: ${stage.en}` : "Negative survey", department?.en], " · "),
    ar: join([stage.ar ? `تقييم سلبي: ${stage.ar}` : "تقييم سلبي", department?.ar], " · "),
  };
}

async function namesOf(tx: Tx, surveys: readonly SurveyInstance[]): Promise<Map<string, Bilingual>> {
  const ids = [...new Set(surveys.flatMap((survey) => (survey.department ? [survey.department.id] : [])))];
  const departments = await tx.em.find(Department, { id: { $in: ids } });
  return new Map(departments.map((department) => [department.id, { en: department.nameEn, ar: department.nameAr }]));
}
