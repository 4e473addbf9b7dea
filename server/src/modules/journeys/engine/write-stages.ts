import { sql, type Tx } from "../../core/index.ts";
import type { JourneyState, StageState } from "../journey.state.ts";

function liveColumns(stages: readonly StageState[]): unknown[][] {
  return [
    stages.map((stage) => stage.id),
    stages.map((stage) => stage.status),
    stages.map((stage) => stage.startedAt),
    stages.map((stage) => stage.completedAt),
    stages.map((stage) => stage.isLate),
    stages.map((stage) => stage.isPhysicianMissing),
    stages.map((stage) => stage.physicianId),
    stages.map((stage) => stage.departmentId),
    stages.map((stage) => stage.eventId),
  ];
}

const arrays = `unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::boolean[], $6::boolean[], $7::uuid[], $8::uuid[],
  $9::uuid[]`;
const names =
  "id, status, started_at, completed_at, is_late, is_physician_missing, physician_id, department_id, inbound_event_id";

/** All stages of new journeys. */
export async function insertStages(tx: Tx, journeys: readonly JourneyState[]): Promise<void> {
  const rows = journeys.flatMap((journey) => journey.stages.map((stage) => ({ journeyId: journey.id, stage })));
  if (rows.length === 0) return;
  const stages = rows.map((row) => row.stage);
  await sql(
    tx.em,
    `insert into stage_instance (${names}, journey_id, stage_template_id, position, code, created_at)
     select w.*, $14::timestamptz from ${arrays}, $10::uuid[], $11::uuid[], $12::smallint[], $13::text[]) as w`,
    [
      ...liveColumns(stages),
      rows.map((row) => row.journeyId),
      stages.map((stage) => stage.plan.stageTemplateId),
      stages.map((stage) => stage.plan.position),
      stages.map((stage) => stage.plan.code),
      tx.now,
    ],
  );
}

/** Those stages that changed. */
export async function updateStages(tx: Tx, stages: readonly StageState[]): Promise<void> {
  if (stages.length === 0) return;
  const assignments = names
    .split(", ")
    .slice(1)
    .map((name) => `${name} = w.${name}`);
  await sql(
    tx.em,
    `update stage_instance s set ${assignments.join(", ")} from ${arrays}) as w(${names}) where s.id = w.id`,
    liveColumns(stages),
  );
}
