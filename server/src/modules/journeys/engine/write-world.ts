import type { Tx } from "../../core/index.ts";
import { requeueUnmatched } from "../../integrations/index.ts";
import { cancelSurveys, createStageSurveys, type StageSurveyRequest } from "../../surveys/index.ts";
import { journeyChangedChannel, journeysChanged, stagesCompleted } from "../journey.events.ts";
import type { JourneyState, StageState } from "../journey.state.ts";
import { placesOf } from "../stage.rules.ts";
import { encounterKey } from "./encounter-event.ts";
import { changesOf, writeJourneys, type ChangedJourneys } from "./write-journeys.ts";
import { writeMerges, writePatients } from "./write-patients.ts";
import type { World } from "./world.ts";

/** What the rules asked for beside the rows themselves. */
export interface Effects {
  /** Completed now, with the journey's encounter. */
  readonly completed: readonly { readonly journey: JourneyState; readonly stage: StageState }[];
  readonly cancelledIds: readonly string[];
  readonly cancelReason: string;
}

/** Writes a world that the rules have changed, and all that follows from it, in the caller's transaction. */
export async function writeWorld(tx: Tx, world: World, effects: Effects): Promise<void> {
  const changes = changesOf(world.loaded, world.journeys);
  await writePatients(tx, world.patients);
  await writeJourneys(tx, changes);
  await writeMerges(tx, world.patients.merges);
  await createStageSurveys(tx, surveysFor(world, effects));
  if (effects.cancelledIds.length > 0)
    await cancelSurveys(tx, { journeyIds: effects.cancelledIds }, effects.cancelReason);
  await requeueUnmatched(tx, changes.opened);
  announce(tx, changes, effects);
}

/** JO-22: a survey for each completed stage that binds one and sends by itself, unless the visit was cancelled in the same breath. */
function surveysFor(world: World, { completed, cancelledIds }: Effects): StageSurveyRequest[] {
  return completed.flatMap(({ journey, stage }) => {
    const { patientId } = world.journeys.get(encounterKey(journey.hospitalId, journey.encounterId)) ?? journey;
    if (!stage.plan.isAutoSendSurvey || patientId === null || cancelledIds.includes(journey.id)) return [];
    const request = surveyRequest(journey, stage, patientId, true);
    return request ? [request] : [];
  });
}

export function surveyRequest(
  journey: JourneyState,
  stage: StageState,
  patientId: string,
  isAutoSend: boolean,
): StageSurveyRequest | null {
  const { plan, completedAt } = stage;
  if (plan.surveyTemplateId === null || completedAt === null) return null;
  return {
    stageInstanceId: stage.id,
    journeyId: journey.id,
    encounterId: journey.encounterId,
    journeyType: journey.plan.journeyType,
    stageCode: plan.code,
    stageNameAr: plan.nameAr,
    stageNameEn: plan.nameEn,
    hospitalId: journey.hospitalId,
    departmentId: stage.departmentId,
    physicianId: stage.physicianId,
    patientId,
    surveyTemplateId: plan.surveyTemplateId,
    occurredAt: completedAt,
    isAutoSend,
  };
}

/** JO-23: once per transaction, however many journeys. */
function announce(tx: Tx, { opened, changed }: ChangedJourneys, { completed }: Effects): void {
  const journeys = [...opened, ...changed.map(({ after }) => after)];
  if (completed.length > 0) tx.emit(stagesCompleted, { stageInstanceIds: completed.map(({ stage }) => stage.id) });
  if (journeys.length === 0) return;
  tx.emit(journeysChanged, { journeyIds: journeys.map((journey) => journey.id) });
  tx.publish(journeyChangedChannel, {
    journeys: journeys.map((journey) => ({ id: journey.id, hospitalId: journey.hospitalId, ...placesOf(journey) })),
  });
}
