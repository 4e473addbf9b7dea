import type { Tx } from "../../core/index.ts";
import type { JourneyState, StageState, Step } from "../journey.state.ts";

/** P4: who did what to the journey, by which event, under which version. */
export function auditStep(tx: Tx, journey: JourneyState, step: Step, cause: object): void {
  const { id: targetId, hospitalId, plan } = journey;
  const entry = (action: string, after: object) =>
    tx.audit({ action, targetType: "JourneyInstance", targetId, hospitalId, after: { ...cause, ...after } });
  if (step.isOpened)
    entry("journey.opened", {
      encounterId: journey.encounterId,
      journeyType: plan.journeyType,
      templateVersionId: plan.versionId,
    });
  if (step.completedStage) auditStage(tx, journey, step.completedStage, cause);
  if (step.isCompleted) entry("journey.completed", { closedAt: journey.closedAt });
  if (step.isClosed) entry("journey.closed", { closedAt: journey.closedAt });
  if (step.isCancelled) entry("journey.cancelled", { reason: journey.cancelReason });
}

function auditStage(tx: Tx, journey: JourneyState, stage: StageState, cause: object): void {
  const { completedAt, isLate, physicianId, departmentId } = stage;
  tx.audit({
    action: "stage.completed",
    targetType: "StageInstance",
    targetId: stage.id,
    hospitalId: journey.hospitalId,
    after: { ...cause, journeyId: journey.id, stage: stage.plan.code, completedAt, isLate, physicianId, departmentId },
  });
}
