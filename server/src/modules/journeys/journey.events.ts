import { defineEvent, liveChannel } from "../core/index.ts";

/** Stages were completed; once per transaction. */
export const stagesCompleted = defineEvent<{ stageInstanceIds: string[] }>("stages.completed");

/** Journeys were opened, went on or ended; once per transaction. */
export const journeysChanged = defineEvent<{ journeyIds: string[] }>("journeys.changed");

/** HIS merged two records of one patient: whatever else hangs on the first one moves to the second. */
export const patientsMerged = defineEvent<{ merges: { fromPatientId: string; intoPatientId: string }[] }>(
  "patients.merged",
);

export interface ChangedJourney {
  readonly id: string;
  readonly hospitalId: string;
  readonly departmentIds: readonly string[];
  readonly physicianIds: readonly string[];
}

/** For open consoles; once per transaction. Ids and scope facts only. */
export const journeyChangedChannel = liveChannel<{ journeys: ChangedJourney[] }>("px360:journeys-changed");
