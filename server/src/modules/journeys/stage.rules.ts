import type { EventFlag, JourneyEvent, JourneyState, StageState } from "./journey.state.ts";
import { JourneyStatus, StageStatus } from "./journey.status.ts";

export interface CompletedStage {
  readonly journey: JourneyState;
  readonly stage: StageState;
  readonly flags: readonly EventFlag[];
}

/** JO-4: the first stage in order that has this trigger and is not completed; null when there is none. */
export function stageFor(journey: JourneyState, code: string): StageState | null {
  return journey.stages.find(({ plan, status }) => plan.trigger === code && status !== StageStatus.COMPLETED) ?? null;
}

/** JO-4, JO-5, JO-10: completes that stage at the time of the event, not of its arrival. Null when no stage waits for it. */
export function completeStage(journey: JourneyState, event: JourneyEvent): CompletedStage | null {
  const waiting = stageFor(journey, event.code);
  if (!waiting) return null;
  const isLate = journey.status === JourneyStatus.CLOSED;
  const isPhysicianMissing = waiting.plan.isPhysicianRequired && event.physicianId === null;
  const stage: StageState = {
    ...waiting,
    status: StageStatus.COMPLETED,
    completedAt: event.occurredAt,
    // Events out of order: a stage does not begin after its end.
    startedAt: waiting.startedAt && waiting.startedAt > event.occurredAt ? event.occurredAt : waiting.startedAt,
    isLate,
    isPhysicianMissing,
    physicianId: event.physicianId,
    departmentId: event.departmentId,
    eventId: event.id,
  };
  const stages = journey.stages.map((each) => (each === waiting ? stage : each));
  const flags: EventFlag[] = [
    ...(isLate ? (["LATE"] as const) : []),
    ...(isPhysicianMissing ? (["PHYSICIAN_MISSING"] as const) : []),
  ];
  const isActive = journey.status === JourneyStatus.ACTIVE;
  return {
    journey: {
      ...journey,
      stages: isActive ? withCurrentStage(stages, event.occurredAt) : stages,
      departmentId: journey.departmentId ?? event.departmentId,
    },
    stage,
    flags,
  };
}

/** JO-7: in an active journey the first stage that is not completed is in progress, since it became the first. */
export function withCurrentStage(stages: readonly StageState[], at: Date): StageState[] {
  const current = stages.find((stage) => stage.status !== StageStatus.COMPLETED);
  return stages.map((stage) =>
    stage === current && stage.status === StageStatus.PENDING
      ? { ...stage, status: StageStatus.IN_PROGRESS, startedAt: at }
      : stage,
  );
}

/** Departments and physicians that a journey names: whoever stands for one of them sees it (JO-21). */
export function placesOf(journey: JourneyState): { departmentIds: string[]; physicianIds: string[] } {
  const present = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))].sort();
  return {
    departmentIds: present([journey.departmentId, ...journey.stages.map((stage) => stage.departmentId)]),
    physicianIds: present(journey.stages.map((stage) => stage.physicianId)),
  };
}
