import { sql, type Kernel, type Tx } from "../../core/index.ts";
import type { ActivePlan } from "../event-kind.rules.ts";
import type { JourneyPlan, StagePlan } from "../journey.state.ts";

/** Versions never change (JO-17), so one that was read once is known for good. */
const known = new WeakMap<Kernel["orm"], Map<string, JourneyPlan>>();
const maxKnown = 2_000;

function cacheOf(tx: Tx): Map<string, JourneyPlan> {
  const cache = known.get(tx.kernel.orm) ?? new Map<string, JourneyPlan>();
  if (cache.size > maxKnown) cache.clear();
  known.set(tx.kernel.orm, cache);
  return cache;
}

export async function loadPlans(tx: Tx, versionIds: readonly string[]): Promise<ReadonlyMap<string, JourneyPlan>> {
  const cache = cacheOf(tx);
  const missing = [...new Set(versionIds)].filter((id) => !cache.has(id));
  if (missing.length > 0) {
    for (const plan of await readPlans(tx, missing)) cache.set(plan.versionId, plan);
  }
  return cache;
}

/** Which templates are active is asked each time: a switch counts at once (F1.2). */
export async function loadActivePlans(tx: Tx): Promise<ActivePlan[]> {
  const rows = await sql<{ hospitalId: string | null; versionId: string }>(
    tx.em,
    `select hospital_id as "hospitalId", current_version_id as "versionId" from journey_template
      where is_active and current_version_id is not null`,
  );
  const plans = await loadPlans(
    tx,
    rows.map((row) => row.versionId),
  );
  return rows.map(({ hospitalId, versionId }) => ({ hospitalId, plan: planOf(plans, versionId) }));
}

export function planOf(plans: ReadonlyMap<string, JourneyPlan>, versionId: string): JourneyPlan {
  const plan = plans.get(versionId);
  if (!plan) throw new Error(`journey template version ${versionId} is missing`);
  return plan;
}

function readPlans(tx: Tx, versionIds: readonly string[]): Promise<JourneyPlan[]> {
  return sql<JourneyPlan & { stages: StagePlan[] }>(
    tx.em,
    `select v.template_id as "templateId", v.id as "versionId", t.journey_type as "journeyType",
            v.opening_event_codes as "openingCodes", v.closing_event_codes as "closingCodes",
            (select json_agg(json_build_object(
                      'stageTemplateId', s.id, 'position', s.position, 'code', s.code, 'nameAr', s.name_ar, 'nameEn', s.name_en,
                      'trigger', s.trigger_event_code, 'surveyTemplateId', s.survey_template_id,
                      'isAutoSendSurvey', s.is_auto_send_survey, 'isPhysicianRequired', s.is_physician_required) order by s.position)
               from stage_template s where s.template_version_id = v.id) as stages
       from journey_template_version v join journey_template t on t.id = v.template_id
      where v.id = any($1)`,
    [versionIds],
  );
}
