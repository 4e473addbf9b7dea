import type { JourneyEvent, JourneyPlan, JourneyState, StagePlan, Step } from "./journey.state.ts";
import { decide, openJourney } from "./journey.rules.ts";
import { JourneyType } from "./journey.status.ts";

/** Builders for the tests of the rules. */
export const sampleStart = new Date("2026-11-23T06:00:00Z");
export const minutesLater = (minutes: number): Date => new Date(sampleStart.getTime() + minutes * 60_000);

export function samplePlan(
  triggers: readonly string[] = ["VISITED", "LAB_DONE", "RAD_DONE", "DISPENSED"],
  stage: Partial<StagePlan> = {},
): JourneyPlan {
  return {
    templateId: "template",
    versionId: "version",
    journeyType: JourneyType.OPD,
    openingCodes: ["CHECKED_IN"],
    closingCodes: ["LEFT"],
    stages: triggers.map((trigger, i) => ({
      stageTemplateId: `stage-template-${i + 1}`,
      position: i + 1,
      code: `STAGE_${i + 1}`,
      nameAr: `مرحلة ${i + 1}`,
      nameEn: `Stage ${i + 1}`,
      trigger,
      surveyTemplateId: null,
      isAutoSendSurvey: false,
      isPhysicianRequired: false,
      ...stage,
    })),
  };
}

let ids = 0;
const newId = () => `id-${++ids}`;

export function sampleJourney(plan = samplePlan()): JourneyState {
  return openJourney({
    hospitalId: "hospital",
    encounterId: "E-1",
    plan,
    patientId: "patient",
    departmentId: null,
    startedAt: sampleStart,
    newId,
  });
}

const openCodes = new Set(["CHECKED_IN"]);
const closeCodes = new Set(["CLOSED"]);
const cancelCodes = new Set(["CANCELLED"]);

export function sampleEvent(
  code: string,
  minutes: number,
  given: Partial<JourneyEvent> = {},
  plan = samplePlan(),
): JourneyEvent {
  return {
    id: given.id ?? newId(),
    code,
    occurredAt: minutesLater(minutes),
    physicianId: null,
    departmentId: null,
    kinds: {
      isOpen: openCodes.has(code),
      isClose: closeCodes.has(code),
      isCancel: cancelCodes.has(code),
      isStage: plan.stages.some((stage) => stage.trigger === code),
    },
    ...given,
  };
}

/** One event after the other, as the engine does it: what comes too early waits for the journey. */
export function play(
  events: readonly JourneyEvent[],
  plan = samplePlan(),
  from: JourneyState | null = null,
): { journey: JourneyState | null; steps: Step[] } {
  let journey = from;
  let early: JourneyEvent[] = [];
  const steps: Step[] = [];
  const take = (event: JourneyEvent) => {
    const step = decide(journey, event, () => ({
      ...sampleJourney(plan),
      startedAt: event.occurredAt,
      lastEventAt: event.occurredAt,
    }));
    if (step.status === "UNMATCHED") early.push(event);
    else steps.push(step);
    journey = step.journey ?? journey;
    if (step.isOpened) {
      const waiting = early.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
      early = [];
      waiting.forEach(take);
    }
  };
  events.forEach(take);
  return { journey, steps };
}
