import type { EventFlag, JourneyEvent, JourneyPlan, JourneyState, StageState, Step } from "./journey.state.ts";
import { JourneyStatus, StageStatus } from "./journey.status.ts";
import { completeStage, withCurrentStage } from "./stage.rules.ts";

export interface Opening {
  readonly hospitalId: string;
  readonly encounterId: string;
  readonly plan: JourneyPlan;
  readonly patientId: string | null;
  readonly departmentId: string | null;
  readonly startedAt: Date;
  readonly newId: () => string;
}

/** JO-3: a journey begins with all stages of its version; the first one is in progress. */
export function openJourney(opening: Opening): JourneyState {
  const { newId, ...journey } = opening;
  const stages = opening.plan.stages.map((plan): StageState => ({
    id: newId(),
    plan,
    status: StageStatus.PENDING,
    startedAt: null,
    completedAt: null,
    isLate: false,
    isPhysicianMissing: false,
    physicianId: null,
    departmentId: null,
    eventId: null,
  }));
  return {
    ...journey,
    id: newId(),
    status: JourneyStatus.ACTIVE,
    closedAt: null,
    cancelReason: null,
    lastEventAt: opening.startedAt,
    stages: withCurrentStage(stages, opening.startedAt),
  };
}

const nothing = { isOpened: false, isCancelled: false, isClosed: false, isCompleted: false, completedStage: null };

/**
 * What one event does to its encounter (F4.3, F4.4). `open` makes the journey when the event may open one; it is not
 * called otherwise. The same rules decide for the worker and for `simulateJourneyEvent`.
 */
export function decide(journey: JourneyState | null, event: JourneyEvent, open: () => JourneyState): Step {
  const { isOpen, isClose, isCancel, isStage } = kindsFor(journey, event);
  if (!isOpen && !isClose && !isCancel && !isStage) return { ...nothing, status: "IGNORED", flags: [], journey };
  // JO-12: early events wait for their journey.
  if (!journey && !isOpen) return { ...nothing, status: "UNMATCHED", flags: [], journey: null };

  const before = journey ?? open();
  const flags: EventFlag[] = [];
  const seen = seenAt(before, event.occurredAt);
  const processed = (step: Partial<Step>): Step => ({
    ...nothing,
    status: "PROCESSED",
    flags,
    journey: seen,
    isOpened: !journey,
    ...step,
  });

  if (before.stages.some((stage) => stage.eventId === event.id)) {
    flags.push("ALREADY_APPLIED");
    return processed({});
  }
  if (isCancel) return cancelled(seen, event, flags, processed);
  if (before.status === JourneyStatus.CANCELLED) {
    flags.push("JOURNEY_CANCELLED");
    return processed({});
  }
  const stage = isStage ? completeStage(seen, event) : null;
  if (stage) flags.push(...stage.flags);
  else if (isStage && !isClose && journey && !isOpen)
    flags.push(hasTrigger(seen, event.code) ? "NO_OPEN_STAGE" : "NO_SUCH_STAGE");
  else if (isOpen && !isClose && journey) flags.push("ALREADY_OPEN");

  const after = ended(stage?.journey ?? seen, event, isClose, flags);
  return processed({
    journey: after,
    completedStage: stage?.stage ?? null,
    isClosed: after.status === JourneyStatus.CLOSED && before.status !== JourneyStatus.CLOSED,
    isCompleted: after.status === JourneyStatus.COMPLETED && before.status !== JourneyStatus.COMPLETED,
  });
}

/** JO-17: closing codes and triggers are those of the journey's own version, whatever the template says today. */
function kindsFor(journey: JourneyState | null, { kinds, code }: JourneyEvent) {
  if (!journey) return kinds;
  return {
    ...kinds,
    isStage: kinds.isStage || hasTrigger(journey, code),
    isClose: kinds.isClose || journey.plan.closingCodes.includes(code),
  };
}

const hasTrigger = (journey: JourneyState, code: string) => journey.stages.some(({ plan }) => plan.trigger === code);

const seenAt = (journey: JourneyState, at: Date): JourneyState =>
  at > journey.lastEventAt ? { ...journey, lastEventAt: at } : journey;

/** JO-11: stages that were done stay done; nothing follows any more. */
function cancelled(
  journey: JourneyState,
  event: JourneyEvent,
  flags: EventFlag[],
  processed: (step: Partial<Step>) => Step,
): Step {
  if (journey.status === JourneyStatus.CANCELLED) {
    flags.push("ALREADY_CANCELLED");
    return processed({});
  }
  return processed({ journey: cancelJourney(journey, event.occurredAt, null), isCancelled: true });
}

/** JO-11. `reason`: given by the person who cancels by hand. */
export function cancelJourney(journey: JourneyState, at: Date, reason: string | null): JourneyState {
  const stages = skipOpenStages(journey.stages);
  return { ...journey, stages, status: JourneyStatus.CANCELLED, closedAt: at, cancelReason: reason };
}

/** JO-8, JO-9: all stages done completes, whichever of the close and the last stage came first; a close before that skips the rest. */
function ended(journey: JourneyState, event: JourneyEvent, isClose: boolean, flags: EventFlag[]): JourneyState {
  const isDone = journey.stages.every((stage) => stage.status === StageStatus.COMPLETED);
  if (isDone) {
    const ends = [
      ...journey.stages.map((stage) => stage.completedAt),
      journey.closedAt,
      isClose ? event.occurredAt : null,
    ];
    const closedAt = ends.reduce((latest, end) => (end && (!latest || end > latest) ? end : latest), null);
    const isSame = journey.status === JourneyStatus.COMPLETED && journey.closedAt?.getTime() === closedAt?.getTime();
    return isSame ? journey : { ...journey, status: JourneyStatus.COMPLETED, closedAt };
  }
  if (!isClose) return journey;
  if (journey.status === JourneyStatus.CLOSED) {
    flags.push("ALREADY_CLOSED");
    return journey;
  }
  return {
    ...journey,
    stages: skipOpenStages(journey.stages),
    status: JourneyStatus.CLOSED,
    closedAt: event.occurredAt,
  };
}

const skipOpenStages = (stages: readonly StageState[]): StageState[] =>
  stages.map((stage) => (stage.status === StageStatus.COMPLETED ? stage : { ...stage, status: StageStatus.SKIPPED }));
