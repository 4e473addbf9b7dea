import { covers, failure, findVisible, forbidden, notFound, type Tx } from "../core/index.ts";
import { createStageSurveys, sendSurveys, SurveyInstance, type StageSurveyRequest } from "../surveys/index.ts";
import { encounterKey } from "./engine/encounter-event.ts";
import { loadJourneys } from "./engine/load-journeys.ts";
import { lockEncounters } from "./engine/lock-encounters.ts";
import { surveyRequest } from "./engine/write-world.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyStatus } from "./journey.status.ts";
import { StageInstance } from "./stage-instance.entity.ts";

/** JO-22: a person sends the survey of a completed stage: one that does not send by itself, or once more. */
export async function sendStageSurvey(
  tx: Tx,
  stageInstanceId: string,
): Promise<{ stageInstance: StageInstance; surveyInstance: SurveyInstance }> {
  const stageInstance = await tx.em.findOne(StageInstance, { id: stageInstanceId });
  if (!stageInstance) throw notFound();
  const journey = await findVisible(tx.em, JourneyInstance, stageInstance.journey.id);
  if (!covers(tx.scope, stagePlace(journey, stageInstance))) throw forbidden();
  const request = await requestFor(tx, journey, stageInstanceId);
  const before = await tx.em.count(SurveyInstance, { stageInstanceId }, { filters: false });
  const [survey] = await createStageSurveys(tx, [request]);
  if (!survey) throw new Error("a stage survey was neither made nor found");
  await sendSurveys(tx, [survey.surveyInstanceId], { isResend: before > 0 });
  const surveyInstance = await tx.em.findOneOrFail(SurveyInstance, survey.surveyInstanceId, {
    filters: false,
    refresh: true,
  });
  return { stageInstance, surveyInstance };
}

/** Whose a stage's survey is: narrower than the journey, which other departments may have touched. */
export const stagePlace = (journey: JourneyInstance, stage: StageInstance) => ({
  hospitalId: journey.hospital.id,
  departmentIds: stage.department ? [stage.department.id] : [],
  physicianIds: stage.physician ? [stage.physician.id] : [],
});

async function requestFor(
  tx: Tx,
  { hospital, encounterId }: JourneyInstance,
  stageId: string,
): Promise<StageSurveyRequest> {
  const encounter = { hospitalId: hospital.id, encounterId };
  await lockEncounters(tx, { encounters: [encounter], patients: [] });
  const journey = (await loadJourneys(tx, [encounter])).get(encounterKey(hospital.id, encounterId));
  const stage = journey?.stages.find((each) => each.id === stageId);
  if (!journey || !stage) throw notFound();
  const at = ["stageInstanceId"];
  if (journey.status === JourneyStatus.CANCELLED)
    throw failure("JOURNEY_CANCELLED", "This journey is cancelled.", "هذا المسار ملغى.", at);
  if (journey.patientId === null)
    throw failure("NO_PATIENT", "Nobody has named the patient yet.", "لم يُحدَّد المريض بعد.", at);
  if (stage.plan.surveyTemplateId === null)
    throw failure("NO_SURVEY", "No survey is bound to this stage.", "لا توجد استبانة مرتبطة بهذه المرحلة.", at);
  const request = surveyRequest(journey, stage, journey.patientId, false);
  if (!request)
    throw failure("STAGE_NOT_COMPLETED", "This stage is not completed yet.", "لم تكتمل هذه المرحلة بعد.", at);
  return request;
}
