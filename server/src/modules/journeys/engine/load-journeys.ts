import { sql, type Tx } from "../../core/index.ts";
import type { JourneyState, StageState } from "../journey.state.ts";
import type { JourneyStatus, StageStatus } from "../journey.status.ts";
import { encounterKey } from "./encounter-event.ts";
import { loadPlans, planOf } from "./load-plans.ts";

export interface Encounter {
  readonly hospitalId: string;
  readonly encounterId: string;
}

interface JourneyRow extends Omit<JourneyState, "plan" | "stages"> {
  readonly versionId: string;
  readonly status: JourneyStatus;
}

interface StageRow extends Omit<StageState, "plan"> {
  readonly journeyId: string;
  readonly position: number;
  readonly status: StageStatus;
}

/** The journeys of these encounters, by `encounterKey`. The caller holds the encounters' locks (JO-20). */
export async function loadJourneys(tx: Tx, encounters: readonly Encounter[]): Promise<Map<string, JourneyState>> {
  const wanted = [
    ...new Map(encounters.map((each) => [encounterKey(each.hospitalId, each.encounterId), each])).values(),
  ];
  const rows = await sql<JourneyRow>(
    tx.em,
    `select j.id, j.hospital_id as "hospitalId", j.encounter_id as "encounterId", j.template_version_id as "versionId", j.status,
            j.patient_id as "patientId", j.department_id as "departmentId", j.started_at as "startedAt", j.closed_at as "closedAt",
            j.last_event_at as "lastEventAt", j.cancel_reason as "cancelReason"
       from unnest($1::uuid[], $2::text[]) as w(hospital_id, encounter_id)
       join journey_instance j on j.hospital_id = w.hospital_id and j.encounter_id = w.encounter_id`,
    [wanted.map((each) => each.hospitalId), wanted.map((each) => each.encounterId)],
  );
  if (rows.length === 0) return new Map();
  const stages = Map.groupBy(
    await loadStages(
      tx,
      rows.map((row) => row.id),
    ),
    (stage) => stage.journeyId,
  );
  const plans = await loadPlans(
    tx,
    rows.map((row) => row.versionId),
  );
  return new Map(
    rows.map(({ versionId, ...row }) => {
      const plan = planOf(plans, versionId);
      const byPosition = new Map((stages.get(row.id) ?? []).map((stage) => [stage.position, stage]));
      const ordered = plan.stages.flatMap((stagePlan): StageState[] => {
        const stage = byPosition.get(stagePlan.position);
        if (!stage) return [];
        const { journeyId: _journeyId, position: _position, ...state } = stage;
        return [{ ...state, plan: stagePlan }];
      });
      return [encounterKey(row.hospitalId, row.encounterId), { ...row, plan, stages: ordered }];
    }),
  );
}

function loadStages(tx: Tx, journeyIds: readonly string[]): Promise<StageRow[]> {
  return sql<StageRow>(
    tx.em,
    `select id, journey_id as "journeyId", position, status, started_at as "startedAt", completed_at as "completedAt", is_late as "isLate",
            is_physician_missing as "isPhysicianMissing", physician_id as "physicianId", department_id as "departmentId",
            inbound_event_id as "eventId"
       from stage_instance where journey_id = any($1)`,
    [journeyIds],
  );
}
