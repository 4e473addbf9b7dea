import type { Tx } from "../../modules/core/index.ts";
import { placesOf } from "../../modules/journeys/stage.rules.ts";
import { StageStatus } from "../../modules/journeys/index.ts";
import type { ReplayedVisit } from "../history/replay.ts";
import { flatMapped, insertRows, mapped } from "./insert.ts";

/** `negative`: journeys with an answer below the threshold. */
export async function insertJourneys(
  tx: Tx,
  visits: readonly ReplayedVisit[],
  negative: ReadonlySet<string>,
): Promise<void> {
  await insertRows(
    tx,
    "journey_instance",
    {
      id: "uuid",
      created_at: "timestamptz",
      updated_at: "timestamptz",
      version: "int",
      hospital_id: "uuid",
      encounter_id: "text",
      journey_type: "text",
      status: "text",
      patient_id: "uuid",
      template_id: "uuid",
      template_version_id: "uuid",
      department_id: "uuid",
      department_ids: "uuid[]",
      physician_ids: "uuid[]",
      started_at: "timestamptz",
      closed_at: "timestamptz",
      last_event_at: "timestamptz",
      completed_stage_count: "smallint",
      stage_count: "smallint",
      has_negative_survey: "boolean",
    },
    mapped(visits, ({ journey, createdAt, updatedAt, writes }) => {
      const places = placesOf(journey);
      return {
        id: journey.id,
        created_at: createdAt,
        updated_at: updatedAt,
        version: writes,
        hospital_id: journey.hospitalId,
        encounter_id: journey.encounterId,
        journey_type: journey.plan.journeyType,
        status: journey.status,
        patient_id: journey.patientId,
        template_id: journey.plan.templateId,
        template_version_id: journey.plan.versionId,
        department_id: journey.departmentId,
        department_ids: places.departmentIds,
        physician_ids: places.physicianIds,
        started_at: journey.startedAt,
        closed_at: journey.closedAt,
        last_event_at: journey.lastEventAt,
        completed_stage_count: journey.stages.filter(({ status }) => status === StageStatus.COMPLETED).length,
        stage_count: journey.stages.length,
        has_negative_survey: negative.has(journey.id),
      };
    }),
  );
  await insertRows(
    tx,
    "stage_instance",
    {
      id: "uuid",
      created_at: "timestamptz",
      journey_id: "uuid",
      stage_template_id: "uuid",
      position: "smallint",
      code: "text",
      status: "text",
      started_at: "timestamptz",
      completed_at: "timestamptz",
      is_late: "boolean",
      is_physician_missing: "boolean",
      physician_id: "uuid",
      department_id: "uuid",
      inbound_event_id: "uuid",
    },
    flatMapped(visits, ({ journey, createdAt }) =>
      journey.stages.map((stage) => ({
        id: stage.id,
        created_at: createdAt,
        journey_id: journey.id,
        stage_template_id: stage.plan.stageTemplateId,
        position: stage.plan.position,
        code: stage.plan.code,
        status: stage.status,
        started_at: stage.startedAt,
        completed_at: stage.completedAt,
        is_late: stage.isLate,
        is_physician_missing: stage.isPhysicianMissing,
        physician_id: stage.physicianId,
        department_id: stage.departmentId,
        inbound_event_id: stage.eventId,
      })),
    ),
  );
}
