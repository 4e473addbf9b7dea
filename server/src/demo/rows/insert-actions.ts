import { PxActionSource, priorityRank } from "../../modules/action-center/index.ts";
import { sql, type Tx } from "../../modules/core/index.ts";
import { SlaTarget } from "../../modules/sla/index.ts";
import type { DemoAction } from "../history/actions.ts";
import type { ActionRecord } from "../history/action-record.ts";
import type { Random } from "../random.ts";
import { flatMapped, insertRows, mapped } from "./insert.ts";

export interface PastAction {
  readonly action: DemoAction;
  readonly record: ActionRecord;
  readonly reference: string;
}

/** References from the product's own sequence, in the order of time. */
export async function withReferences(
  tx: Tx,
  actions: readonly { action: DemoAction; record: ActionRecord }[],
): Promise<PastAction[]> {
  const numbers = await sql<{ number: string }>(
    tx.em,
    `select nextval('px_action_reference')::text as number from generate_series(1, $1::int)`,
    [actions.length],
  );
  const years = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: "Asia/Riyadh", year: "numeric" });
  const year = (at: Date) => years.format(at);
  return actions.map((each, i) => ({
    ...each,
    reference: `PXA-${year(each.action.createdAt)}-${(numbers[i]?.number ?? "").padStart(6, "0")}`,
  }));
}

/** `labelOf`: name of a user in the history; the system's own steps are named after the job that did them. */
export async function insertActions(
  tx: Tx,
  random: Random,
  actions: readonly PastAction[],
  labelOf: (userId: string) => string,
): Promise<void> {
  await insertRows(
    tx,
    "px_action",
    {
      id: "uuid",
      created_at: "timestamptz",
      updated_at: "timestamptz",
      version: "int",
      reference: "text",
      title_ar: "text",
      title_en: "text",
      source: "text",
      source_id: "uuid",
      priority: "text",
      priority_rank: "smallint",
      status: "text",
      hospital_id: "uuid",
      department_id: "uuid",
      assignee_id: "uuid",
      survey_instance_id: "uuid",
      journey_id: "uuid",
      received_at: "timestamptz",
      due_at: "timestamptz",
      routing_rule_id: "uuid",
      routing_rule_name_ar: "text",
      routing_rule_name_en: "text",
      routing_target: "text",
      escalation_level: "smallint",
      is_evidence_required: "boolean",
      requested_by_id: "uuid",
      requested_at: "timestamptz",
      approved_by_id: "uuid",
      closed_at: "timestamptz",
      close_miss_minutes: "int",
    },
    mapped(actions, ({ action, record, reference }) => ({
      id: action.id,
      created_at: action.createdAt,
      updated_at: record.updatedAt,
      version: record.writes,
      reference,
      title_ar: action.title.ar,
      title_en: action.title.en,
      source: PxActionSource.STAGE_SURVEY,
      source_id: action.survey.id,
      priority: action.priority,
      priority_rank: priorityRank[action.priority],
      status: record.status,
      hospital_id: action.survey.visit.journey.hospitalId,
      department_id: action.survey.stage.departmentId,
      assignee_id: record.assigneeId,
      survey_instance_id: action.survey.id,
      journey_id: action.survey.visit.journey.id,
      received_at: action.startedAt,
      due_at: action.dueAt,
      routing_rule_id: action.route?.id ?? null,
      routing_rule_name_ar: action.route?.nameAr ?? null,
      routing_rule_name_en: action.route?.nameEn ?? null,
      routing_target: action.route?.target ?? null,
      escalation_level: record.escalationLevel,
      is_evidence_required: action.isEvidenceRequired,
      requested_by_id: record.requestedBy,
      requested_at: record.requestedAt,
      approved_by_id: record.approvedBy,
      closed_at: record.closedAt,
      close_miss_minutes: record.closeMissMinutes,
    })),
  );
  await insertRows(
    tx,
    "px_action_check",
    {
      id: "uuid",
      created_at: "timestamptz",
      action_id: "uuid",
      position: "smallint",
      text_ar: "text",
      text_en: "text",
      is_required: "boolean",
      ticked_at: "timestamptz",
      ticked_by_id: "uuid",
    },
    flatMapped(actions, ({ action, record }) =>
      record.checks.map(({ id, textAr, textEn, isRequired, tickedAt, tickedBy }, index) => ({
        id,
        created_at: action.createdAt,
        action_id: action.id,
        position: index + 1,
        text_ar: textAr,
        text_en: textEn,
        is_required: isRequired,
        ticked_at: tickedAt,
        ticked_by_id: tickedBy,
      })),
    ),
  );
  await insertRows(
    tx,
    "px_action_log_entry",
    {
      id: "uuid",
      created_at: "timestamptz",
      action_id: "uuid",
      kind: "text",
      from_status: "text",
      to_status: "text",
      actor_id: "uuid",
      actor_label: "text",
      assignee_id: "uuid",
      note: "text",
      escalation_level: "smallint",
      target: "text",
      due_at: "timestamptz",
      check_id: "uuid",
      at: "timestamptz",
    },
    flatMapped(actions, ({ action, record }) =>
      record.log.map((line) => ({
        id: random.id(line.at),
        created_at: line.at,
        action_id: action.id,
        kind: line.kind,
        from_status: line.from ?? null,
        to_status: line.to ?? null,
        actor_id: line.actorId,
        actor_label: line.actorId ? labelOf(line.actorId) : "outbox",
        assignee_id: line.assigneeId ?? null,
        note: line.note ?? null,
        escalation_level: line.level ?? null,
        target: line.missed ? SlaTarget.RESOLVE : null,
        due_at: line.missed ?? null,
        check_id: line.checkId ?? null,
        at: line.at,
      })),
    ),
  );
  await insertRows(
    tx,
    "px_action_evidence",
    {
      id: "uuid",
      created_at: "timestamptz",
      action_id: "uuid",
      kind: "text",
      url: "text",
      note: "text",
      added_by_id: "uuid",
      added_at: "timestamptz",
    },
    flatMapped(actions, ({ action, record }) =>
      record.evidence.map(({ kind, url, note, addedBy, at }) => ({
        id: random.id(at),
        created_at: at,
        action_id: action.id,
        kind,
        url,
        note,
        added_by_id: addedBy,
        added_at: at,
      })),
    ),
  );
}
