import { newId, sql, type Bilingual, type Tx } from "../core/index.ts";
import type { OpenActionRequest } from "./open-action.request.ts";
import { priorityRank, type RoutingTarget } from "./px-action.enums.ts";

/** An action, planned: what its row is made of. */
export interface NewAction extends OpenActionRequest {
  readonly assigneeId: string | null;
  readonly routingRuleId: string | null;
  readonly routingRuleName: Bilingual | null;
  readonly routingTarget: RoutingTarget | null;
  /** Year of the reference, in the hospital's zone. */
  readonly year: number;
}

/**
 * PX-1: one statement; the unique key of source and source id lets the first of several workers through and makes the
 * others find nothing to do. Returns the ids of what was inserted. A reference that a refused row drew stays unused.
 */
export async function insertActions(tx: Tx, rows: readonly NewAction[]): Promise<string[]> {
  const inserted = await sql<{ id: string }>(
    tx.em,
    `insert into px_action (id, created_at, updated_at, reference, title_ar, title_en, description, source, source_id, priority, priority_rank,
            hospital_id, department_id, assignee_id, patient_id, survey_instance_id, journey_id, complaint_id, received_at,
            routing_rule_id, routing_rule_name_ar, routing_rule_name_en, routing_target,
            is_evidence_required)
     select r.id, $1, $1, 'PXA-' || r.year || '-' || lpad(nextval('px_action_reference')::text, 6, '0'), r.title_ar, r.title_en,
            r.description, r.source, r.source_id, r.priority, r.priority_rank, r.hospital_id, r.department_id, r.assignee_id, r.patient_id,
            r.survey_instance_id, r.journey_id, r.complaint_id, r.received_at, r.routing_rule_id, r.routing_rule_name_ar, r.routing_rule_name_en, r.routing_target, r.is_evidence_required
       from jsonb_to_recordset($2::jsonb) as r(id uuid, year int, title_ar text, title_en text, description text, source text,
            source_id uuid, priority text, priority_rank smallint, hospital_id uuid, department_id uuid, assignee_id uuid, patient_id uuid,
            survey_instance_id uuid, journey_id uuid, complaint_id uuid, received_at timestamptz,
            routing_rule_id uuid, routing_rule_name_ar text,
            routing_rule_name_en text, routing_target text,
            is_evidence_required boolean)
     on conflict (source, source_id) do nothing
     returning id`,
    [tx.now, JSON.stringify(rows.map(asColumns))],
  );
  return inserted.map((row) => row.id);
}

const asColumns = (row: NewAction) => ({
  id: newId(),
  year: row.year,
  title_ar: row.title.ar,
  title_en: row.title.en,
  description: row.description?.trim() || null,
  source: row.source,
  source_id: row.sourceId,
  priority: row.priority,
  priority_rank: priorityRank[row.priority],
  hospital_id: row.hospitalId,
  department_id: row.departmentId,
  assignee_id: row.assigneeId,
  patient_id: row.patientId ?? null,
  survey_instance_id: row.surveyInstanceId ?? null,
  journey_id: row.journeyId ?? null,
  complaint_id: row.complaintId ?? null,
  received_at: row.startedAt,
  routing_rule_id: row.routingRuleId,
  routing_rule_name_ar: row.routingRuleName?.ar ?? null,
  routing_rule_name_en: row.routingRuleName?.en ?? null,
  routing_target: row.routingTarget,
  is_evidence_required: row.isEvidenceRequired,
});
