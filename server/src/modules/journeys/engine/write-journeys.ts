import { sql, type Tx } from "../../core/index.ts";
import type { JourneyState } from "../journey.state.ts";
import { StageStatus } from "../journey.status.ts";
import { placesOf } from "../stage.rules.ts";
import { insertStages, updateStages } from "./write-stages.ts";

export interface ChangedJourneys {
  readonly opened: readonly JourneyState[];
  readonly changed: readonly { readonly before: JourneyState; readonly after: JourneyState }[];
}

export function changesOf(
  loaded: ReadonlyMap<string, JourneyState>,
  now: ReadonlyMap<string, JourneyState>,
): ChangedJourneys {
  const opened: JourneyState[] = [];
  const changed: { before: JourneyState; after: JourneyState }[] = [];
  for (const [key, after] of now) {
    const before = loaded.get(key);
    if (!before) opened.push(after);
    else if (before !== after) changed.push({ before, after });
  }
  return { opened, changed };
}

/** Four statements at most, whatever the number of journeys. */
export async function writeJourneys(tx: Tx, { opened, changed }: ChangedJourneys): Promise<void> {
  if (opened.length > 0) await insertJourneys(tx, opened);
  if (changed.length > 0)
    await updateJourneys(
      tx,
      changed.map(({ after }) => after),
    );
  await insertStages(tx, opened);
  await updateStages(
    tx,
    changed.flatMap(({ before, after }) => after.stages.filter((stage) => !before.stages.includes(stage))),
  );
}

const uuidArray = (ids: readonly string[]) => `{${ids.join(",")}}`;

function liveColumns(journeys: readonly JourneyState[]): unknown[][] {
  const places = journeys.map(placesOf);
  return [
    journeys.map((journey) => journey.id),
    journeys.map((journey) => journey.status),
    journeys.map((journey) => journey.patientId),
    journeys.map((journey) => journey.departmentId),
    places.map((each) => uuidArray(each.departmentIds)),
    places.map((each) => uuidArray(each.physicianIds)),
    journeys.map((journey) => journey.closedAt),
    journeys.map((journey) => journey.lastEventAt),
    journeys.map((journey) => journey.stages.filter((stage) => stage.status === StageStatus.COMPLETED).length),
    journeys.map((journey) => journey.cancelReason),
  ];
}

async function insertJourneys(tx: Tx, journeys: readonly JourneyState[]): Promise<void> {
  await sql(
    tx.em,
    `insert into journey_instance (id, status, patient_id, department_id, department_ids, physician_ids, closed_at, last_event_at,
            completed_stage_count, cancel_reason, hospital_id, encounter_id, journey_type, template_id, template_version_id, started_at,
            stage_count, created_at, updated_at, version)
     select id, status, patient_id, department_id, department_ids::uuid[], physician_ids::uuid[], closed_at, last_event_at,
            completed_stage_count, cancel_reason, hospital_id, encounter_id, journey_type, template_id, template_version_id, started_at,
            stage_count, $18, $18, 1
       from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                   $9::smallint[], $10::text[], $11::uuid[], $12::text[], $13::text[], $14::uuid[], $15::uuid[], $16::timestamptz[],
                   $17::smallint[])
              as w(id, status, patient_id, department_id, department_ids, physician_ids, closed_at, last_event_at,
                   completed_stage_count, cancel_reason, hospital_id, encounter_id, journey_type, template_id, template_version_id,
                   started_at, stage_count)`,
    [
      ...liveColumns(journeys),
      journeys.map((journey) => journey.hospitalId),
      journeys.map((journey) => journey.encounterId),
      journeys.map((journey) => journey.plan.journeyType),
      journeys.map((journey) => journey.plan.templateId),
      journeys.map((journey) => journey.plan.versionId),
      journeys.map((journey) => journey.startedAt),
      journeys.map((journey) => journey.stages.length),
      tx.now,
    ],
  );
}

async function updateJourneys(tx: Tx, journeys: readonly JourneyState[]): Promise<void> {
  await sql(
    tx.em,
    `update journey_instance j
        set status = w.status, patient_id = w.patient_id, department_id = w.department_id, department_ids = w.department_ids::uuid[],
            physician_ids = w.physician_ids::uuid[], closed_at = w.closed_at, last_event_at = w.last_event_at,
            completed_stage_count = w.completed_stage_count, cancel_reason = w.cancel_reason, updated_at = $11, version = j.version + 1
       from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                   $9::smallint[], $10::text[])
              as w(id, status, patient_id, department_id, department_ids, physician_ids, closed_at, last_event_at,
                   completed_stage_count, cancel_reason)
      where j.id = w.id`,
    [...liveColumns(journeys), tx.now],
  );
}
